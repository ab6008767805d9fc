import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from '../../../emulator/directory/clock.ts';
import { GraphError } from '../../../emulator/graph/errors.ts';
import { createThrottling } from '../../../emulator/graph/throttling.ts';
import { createTestGraph } from './support.ts';

const caller = { appId: 'app', tenantId: 'tenant' };

function refusal(act: () => unknown): GraphError {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof GraphError);
    return error;
  }
  throw new assert.AssertionError({ message: 'nothing was refused' });
}

test('the budget of ten seconds depends on the size of the tenant', () => {
  for (const [users, budget] of [
    [49, 3500],
    [50, 5000],
    [500, 5000],
    [501, 8000],
  ] as const) {
    const throttling = createThrottling({ clock: createClock(() => 0) });
    throttling.charge(caller, budget, users);
    assert.equal(refusal(() => throttling.charge(caller, 1, users)).status, 429);
  }
});

test('a refusal says how long to wait, and what is asked too early counts', () => {
  const clock = createClock(() => 1_000_000);
  const throttling = createThrottling({ clock, budget: 10 });
  throttling.charge(caller, 10, 1000);
  clock.advance(3_500);
  const { headers } = refusal(() => throttling.charge(caller, 4, 1000));
  assert.equal(headers['retry-after'], '7');
  assert.equal(headers['x-ms-throttle-limit-percentage'], '1.4');
  assert.equal(headers['x-ms-throttle-scope'], 'Tenant_Application/ReadWrite/app/tenant');
  assert.equal(headers['x-ms-throttle-information'], 'ResourceUnitLimitExceeded');
  assert.equal(refusal(() => throttling.charge(caller, 9, 1000)).headers['x-ms-throttle-limit-percentage'], '1.8');
  clock.advance(6_499);
  assert.throws(() => throttling.charge(caller, 1, 1000));
  clock.advance(1);
  assert.deepEqual(throttling.charge(caller, 1, 1000), { 'x-ms-resource-unit': '1' });
});

test('the use is told from four fifths on', () => {
  const throttling = createThrottling({ clock: createClock(() => 0), budget: 100 });
  assert.equal(throttling.charge(caller, 79, 1000)['x-ms-throttle-limit-percentage'], undefined);
  assert.equal(throttling.charge(caller, 1, 1000)['x-ms-throttle-limit-percentage'], '0.8');
  assert.equal(throttling.charge(caller, 20, 1000)['x-ms-throttle-limit-percentage'], '1');
});

test('each app has its own budget, and one over all tenants', () => {
  const throttling = createThrottling({ clock: createClock(() => 0), budget: 60_000 });
  throttling.charge(caller, 60_000, 1000);
  throttling.charge({ ...caller, appId: 'other' }, 60_000, 1000);
  throttling.charge({ ...caller, tenantId: 'second' }, 60_000, 1000);
  const { headers } = refusal(() => throttling.charge({ ...caller, tenantId: 'third' }, 60_000, 1000));
  assert.match(String(headers['x-ms-throttle-scope']), /^Application\//);
});

test('the budget can be changed and switched off', () => {
  const throttling = createThrottling({ clock: createClock(() => 0), budget: 1 });
  throttling.charge(caller, 1, 10);
  throttling.budget = 'off';
  throttling.charge(caller, 1_000_000, 10);
  throttling.budget = 1;
  assert.throws(() => throttling.charge(caller, 1, 10));
  assert.throws(() => {
    throttling.budget = -1;
  }, RangeError);
});

test('a list over the budget is a 429 with Retry-After', async () => {
  const { get, throttling, clock } = createTestGraph();
  throttling.budget = 4;
  assert.equal((await get('/users')).status, 200);
  assert.equal((await get('/users')).status, 200);
  const { status, headers, body } = await get('/users');
  assert.equal(status, 429);
  assert.equal(headers['retry-after'], '10');
  assert.equal(body.error.code, 'TooManyRequests');
  clock.advance(10_000);
  assert.equal((await get('/users')).status, 200);
});
