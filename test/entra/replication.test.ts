import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';
import { waitForReplication } from '../../src/entra/replication.ts';

/** Probes that go as told, on a clock that sleeping moves. */
async function wait(outcomes: (Failure | 'ok')[], window: number, roles = true) {
  let now = 0;
  let probes = 0;
  const told: unknown[] = [];
  const result = waitForReplication({
    window,
    pace: {
      now: () => now,
      async sleep(milliseconds) {
        now += milliseconds;
      },
    },
    async probe() {
      probes += 1;
      const outcome = outcomes.shift() ?? 'ok';
      if (outcome !== 'ok') throw outcome;
    },
    hasNoRoles: () => !roles,
    onPending: (failure) => told.push(failure.facts.aadsts ?? failure.facts.status),
  });
  const error = await result.then(
    () => undefined,
    (reason: Failure) => reason,
  );
  return { error, probes, told, now };
}

const refused = (aadsts: number, error = aadsts === 700016 ? 'unauthorized_client' : 'invalid_client') =>
  new Failure('token-refused', { aadsts, error });
const forbidden = new Failure('graph-refused', { status: 403 });

test('the stages of a new registration are waited out, each told once, until two successes in a row', async () => {
  const outcomes = [
    refused(700016),
    refused(700016),
    refused(7000229),
    refused(700027),
    forbidden,
    'ok',
    forbidden,
  ] as const;
  const { error, probes, told } = await wait([...outcomes], 300_000, false);
  assert.equal(error, undefined);
  assert.equal(probes, 9);
  assert.deepEqual(told, [700016, 7000229, 700027, 403]);
});

test('after the window the last refusal stands', async () => {
  const { error, now } = await wait(
    Array.from({ length: 99 }, () => refused(700027)),
    10_000,
  );
  assert.equal(error?.facts.aadsts, 700027);
  assert.ok(now <= 10_000);
});

test('the error decides, and not its number: a new secret reaches Entra as late as a certificate', async () => {
  const { error, told } = await wait([refused(7000215), refused(700999)], 300_000);
  assert.deepEqual([error, told], [undefined, [7000215, 700999]]);
});

test('a tenant that does not exist is not waited for', async () => {
  const { error, probes } = await wait([refused(700016, 'invalid_request')], 300_000);
  assert.equal(error?.facts.error, 'invalid_request');
  assert.equal(probes, 1);
});

test('a 403 to a token that has permissions is not waited for', async () => {
  const { error, probes } = await wait([forbidden], 300_000, true);
  assert.equal(error?.facts.status, 403);
  assert.equal(probes, 1);
});
