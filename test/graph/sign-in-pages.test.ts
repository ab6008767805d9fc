import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';
import type { GraphClient } from '../../src/graph/client.ts';
import { readSignIns } from '../../src/graph/sign-in-pages.ts';

const graphUrl = 'https://graph.example';
const second = 1_000;
const minute = 60_000;

interface Situation {
  pages: number;
  /** Milliseconds. */
  deadline: number;
  pageSize?: number;
  /** How many requests Graph answers within so many milliseconds; without, all of them. */
  limit?: { requests: number; span: number };
  /** Milliseconds until a refused request is tried again, by the number of its try; without, until it is answered. */
  waits?: readonly number[];
  /** How many pages without users come first. */
  empty?: number;
  /** How many users there are about; by default as many as come. */
  expected?: number;
  /** What each request meets. */
  fails?: Failure;
  roles?: string[];
}

/** A Graph with a given number of pages; the pass at a clock of its own, which moves 100 ms with each request. */
async function pass(situation: Situation) {
  const { pages, deadline, pageSize = 500, limit, empty = 0, waits = [], fails, roles = [] } = situation;
  const { expected = (pages - empty) * pageSize } = situation;
  let now = 0;
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
  };
  const answered: number[] = [];
  let refused = 0;
  const deadlines = new Set<number | undefined>();
  const client: GraphClient = {
    spent: { requests: 0, retries: 0, throttled: 0, resourceUnits: 0, waited: 0 },
    async get(url, read, { inTurn, deadline: until = deadline } = {}) {
      deadlines.add(until);
      if (fails) throw fails;
      for (let attempt = 1; ; attempt += 1) {
        await inTurn?.(attempt);
        now += 100;
        const recent = limit ? answered.filter((time) => time > now - limit.span) : [];
        if (!limit || recent.length < limit.requests) break;
        refused += 1;
        const wait = waits[attempt - 1] ?? (recent[0] as number) + limit.span - now;
        if (now + wait >= until) throw new Failure('time-limit');
        await sleep(wait);
      }
      answered.push(now);
      const page = answered.length;
      const next = page < pages ? { '@odata.nextLink': `${graphUrl}/v1.0/users?$skiptoken=${page}` } : {};
      const reader = read();
      reader.take(Buffer.from(JSON.stringify({ value: [{ id: String(page) }], ...next })));
      return { value: reader.end(), facts: () => ({ url }), retried: false };
    },
  };
  const plans: number[] = [];
  const outcome = await readSignIns(
    client,
    {
      graphUrl,
      expected,
      pace: { now: () => now, sleep, deadline },
      roles: () => roles,
      onPlan: (planned) => plans.push(planned),
      onPage() {},
    },
    () => ({ user() {}, end: () => ({ length: answered.length <= empty ? 0 : pageSize }), drop() {} }),
    () => {},
  );
  return { outcome, answered, refused, plans, deadlines, now };
}

test('where nothing is refused, nothing is waited for', async () => {
  const { outcome, plans, now } = await pass({ pages: 200, deadline: 60 * minute });
  assert.deepEqual(outcome, { status: 'read', pages: 200, users: 100_000 });
  assert.deepEqual([plans, now], [[200], 200 * 100]);
});

for (const limit of [
  { requests: 5, span: 10 * second },
  { requests: 10, span: minute },
  { requests: 1, span: 2 * second },
]) {
  test(`at ${limit.requests} requests in ${limit.span / second} s, refusals are few, and the pass is about as fast as it can be`, async () => {
    const pages = 60;
    const { outcome, refused, now } = await pass({ pages, deadline: 120 * minute, limit });
    assert.equal(outcome.status, 'read');
    const rounds = Math.ceil(pages / limit.requests) - 1;
    assert.ok(now <= 1.35 * rounds * limit.span + limit.span, `${now} ms`);
    assert.ok(refused <= 1 + rounds / 4, `${refused} refusals in ${rounds} rounds`);
  });
}

test('a request that is refused several times in a row makes the pass no slower than the time until it was answered', async () => {
  const limit = { requests: 5, span: 10 * second };
  // What comes of a Retry-After that is missing, or asks for nothing.
  const waits = [1, 2, 4, 8].map((seconds) => seconds * second);
  const { outcome, refused, now } = await pass({ pages: 60, deadline: 120 * minute, limit, waits });
  assert.equal(outcome.status, 'read');
  assert.ok(now <= 12 * 16 * second, `${now} ms`);
  assert.ok(refused <= 8, `${refused} refusals`);
});

test('a pass that takes longer than time-limit leaves ends as soon as that is known, and the minutes are named', async () => {
  const limit = { requests: 5, span: 10 * second };
  const { outcome, answered } = await pass({ pages: 800, deadline: 10 * minute, limit });
  assert.ok(answered.length < 30, `${answered.length} pages`);
  assert.equal(outcome.status, 'skipped');
  const { reason } = outcome as { reason: string };
  const minutes = Number(
    /^at the pace at which Graph answers it takes longer than time-limit leaves; give it (\d+) minutes more$/.exec(
      reason,
    )?.[1],
  );
  assert.ok(minutes >= 15 && minutes <= 35, reason);
});

test('where Graph gives smaller pages, more of them are planned', async () => {
  const { outcome, plans } = await pass({ pages: 35, deadline: 60 * minute, pageSize: 120 });
  assert.equal(outcome.status, 'read');
  assert.deepEqual(plans, [35]);
});

test('an empty page says nothing about the others', async () => {
  const { outcome, plans } = await pass({ pages: 14, deadline: 10 * minute, empty: 2 });
  assert.equal(outcome.status, 'read');
  assert.deepEqual(plans, [14]);
});

test('a limit that leaves no time for the next page skips the pass', async () => {
  const { outcome } = await pass({ pages: 9, deadline: 4 * minute, limit: { requests: 2, span: 10 * minute } });
  assert.match((outcome as { reason: string }).reason, /^at the pace at which Graph answers/);
});

const forbidden = new Failure('graph-refused', { status: 403, graphCode: 'Authentication_MSGraphPermissionMissing' });
test('how many pages there will be is not told where nobody knows how many users there are', async () => {
  const { outcome, plans } = await pass({ pages: 14, deadline: 10 * minute, expected: 0 });
  assert.deepEqual([outcome.status, plans], ['read', []]);
});

for (const [roles, reason] of [
  [['User.Read.All'], /^it needs an Entra ID P1 licence .* is not in the token either \(HTTP 403/],
  [
    ['User.Read.All', 'AuditLog.Read.All'],
    /^it needs an Entra ID P1 licence .* AuditLog\.Read\.All is granted \(HTTP 403/,
  ],
] as const) {
  test(`where Graph speaks of the licence, it is told with ${roles.join(' and ')} in the token`, async () => {
    const fails = new Failure('graph-refused', {
      status: 403,
      graphCode: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    });
    const { outcome } = await pass({ pages: 3, deadline: 30 * minute, fails, roles: [...roles] });
    assert.match((outcome as { reason: string }).reason, reason);
  });
}

for (const [roles, reason] of [
  [
    ['User.Read.All'],
    /^it needs the application permission AuditLog\.Read\.All with consent, and an Entra ID P1 licence/,
  ],
  [
    ['User.Read.All', 'AuditLog.Read.All'],
    /^it needs an Entra ID P1 licence in the tenant.* the permission AuditLog\.Read\.All is granted/,
  ],
] as const) {
  test(`a 403 with ${roles.join(' and ')} in the token is told by its cause`, async () => {
    const { outcome } = await pass({ pages: 3, deadline: 30 * minute, fails: forbidden, roles: [...roles] });
    assert.match((outcome as { reason: string }).reason, reason);
  });
}

for (const [minutes, left] of [
  [30, 1],
  [1, 0.5],
] as const) {
  test(`of ${minutes} min, no request takes the last ${left}: the list needs them`, async () => {
    const { deadlines } = await pass({ pages: 3, deadline: minutes * minute });
    assert.deepEqual([...deadlines], [(minutes - left) * minute]);
  });
}

test('a full disk is no reason to skip the pass: the list needs it too', async () => {
  await assert.rejects(pass({ pages: 3, deadline: 30 * minute, fails: new Failure('disk-full') }), {
    code: 'disk-full',
  });
});
