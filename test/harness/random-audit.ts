import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import type { Directory, Emulator, Fault } from '../../emulator/index.ts';
import { createWorld } from './world.ts';

/** A tenant, what goes wrong in it, and how it is read. */
export interface Scenario {
  seed: number;
  tenant: { kind: TenantKind; users: number };
  faults: Fault[];
  /** Users that come, change and go while the list is read. */
  churn: number;
  concurrency: number;
  /** Whether there is one core alone, and no second thread. */
  oneCore?: boolean;
}

const tenantKinds = ['as seeded', 'skewed', 'bulk days', 'one second', 'without dates'] as const;
type TenantKind = (typeof tenantKinds)[number];

/** Faults of pages; the others strike counts as well. */
const ofPages: ReadonlySet<string> = new Set([
  'cut-json',
  'repeat-users',
  'empty-pages',
  'expired-page-token',
  'lost-page-token',
]);
/** Faults that pass when they strike now and then. */
const passing: fc.Arbitrary<Fault> = fc.constantFrom<Fault[]>(
  { kind: 'throttle', retryAfter: 'seconds', seconds: 1 },
  { kind: 'throttle', retryAfter: 'date', seconds: 1 },
  { kind: 'throttle', retryAfter: 'absent', body: 'UnknownError' },
  { kind: 'throttle', retryAfter: 'nonsense', body: 'html' },
  { kind: 'throttle', status: 503, retryAfter: 1 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502, body: 'html' },
  { kind: 'status', status: 504, body: 'empty' },
  { kind: 'html' },
  { kind: 'drop' },
  { kind: 'cut' },
  { kind: 'cut-json' },
  { kind: 'slow', milliseconds: 5 },
  { kind: 'delay', milliseconds: 80 },
  { kind: 'unauthorized' },
  { kind: 'repeat-users', n: 7 },
  { kind: 'empty-pages' },
  { kind: 'expired-page-token' },
  { kind: 'lost-page-token' },
);

/** Faults that end a run honestly when they happen to strike the same request again and again. */
const mayEndIt: ReadonlySet<string> = new Set([
  'html',
  'cut-json',
  'unauthorized',
  'expired-page-token',
  'lost-page-token',
]);

/** @param chance that a request of the list is struck by one of the faults: it is shared among them */
export function scenarios(largest: number, chance: number): fc.Arbitrary<Scenario> {
  const size = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(0, 1, 999, 1_000) },
    { weight: 4, arbitrary: fc.integer({ min: 0, max: largest }) },
  );
  const cap = fc.constantFrom(0, 0, 120, 450);
  return fc
    .record({
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      tenant: fc.record({ kind: fc.constantFrom(...tenantKinds), users: size }),
      kinds: fc.uniqueArray(passing, { minLength: 1, maxLength: 5, selector: (fault) => JSON.stringify(fault) }),
      cap,
      refused: fc.constantFrom(false, false, false, true),
      churn: fc.constantFrom(0, 0, 20),
      concurrency: fc.constantFrom(1, 2, 16, 33),
      oneCore: fc.boolean(),
    })
    .map(({ kinds, cap: pageCap, refused, ...scenario }) => ({
      ...scenario,
      faults: [
        ...kinds.map((fault) => strike(fault, chance / kinds.length)),
        ...(refused ? [{ kind: 'filters-refused' as const, match: { times: 'always' as const } }] : []),
        ...(pageCap === 0 ? [] : [{ kind: 'page-cap' as const, size: pageCap, match: { times: 'always' as const } }]),
      ],
    }));
}

function strike(fault: Fault, probability: number): Fault {
  const path = ofPages.has(fault.kind) ? 'select=' : '/v1.0/users';
  return { ...fault, match: { path, times: 'always', probability } };
}

/**
 * Runs the committed dist in a scenario and compares its list with the tenant.
 *
 * @returns whether there was a list; without one the run failed honestly
 * @throws AssertionError when the list is wrong, or a failure is not told as one
 */
export async function tryScenario({
  seed,
  tenant,
  faults,
  churn,
  concurrency,
  oneCore = false,
}: Scenario): Promise<boolean> {
  const seeded = tenant.kind === 'as seeded' ? tenant.users : 0;
  await using world = await createWorld({ seed, users: seeded });
  const { emulator } = world;
  const { directory } = emulator;
  populate(directory, tenant, seed);
  for (const fault of faults) emulator.faults.add(fault);
  const before = lines(directory);
  const inputs = { publish: 'none', summary: 'none', formats: 'jsonl', select: 'displayName,createdDateTime,city' };
  const over = new AbortController();
  // A user who changes twice may be read in between.
  const between = new Set<string>();
  const changing = changeMeanwhile(emulator, churn, over.signal, (user) => between.add(lineOf(user)));
  const run = await world.audit({ ...inputs, concurrency, 'time-limit': '2' }, { timeout: 150_000, oneCore });
  over.abort();
  await changing;
  const after = lines(directory);

  if (run.exitCode !== 0) {
    const isLikely = churn > 0 || faults.some(({ kind }) => mayEndIt.has(kind));
    assert.ok(isLikely, `nothing here should end a run: ${run.annotations.error[0]}`);
  }
  if (run.exitCode !== 0 && run.outputs['users-file'] === undefined) {
    assert.deepEqual(await run.listFiles(run.temporaryDirectory), [], 'a run without a list leaves nothing');
    assert.equal(run.annotations.error.length, 1);
    assert.doesNotMatch(run.annotations.error[0] ?? '', /should not be possible/);
    return false;
  }
  const text = await readFile(run.outputs['users-file'] ?? '', 'utf8');
  const listed = text.split('\n').slice(0, -1);
  const ids = listed.map((line) => JSON.parse(line).id);
  assert.deepEqual(ids, [...new Set(ids)].sort(), 'sorted, each user once');
  if (run.exitCode !== 0) {
    assert.equal(run.outputs.reconciled, 'false', run.annotations.error[0]);
    return false;
  }
  const seen = new Set(listed);
  // Whoever was there all the time must be listed as it was; of the others, nothing that never was.
  assert.deepEqual(
    [...before].filter((line) => after.has(line) && !seen.has(line)),
    [],
    'missing',
  );
  assert.deepEqual(
    listed.filter((line) => !before.has(line) && !after.has(line) && !between.has(line)),
    [],
    'invented',
  );
  return true;
}

type DirectoryUser = ReturnType<Directory['create']>;

function lines(directory: Directory): Set<string> {
  return new Set([...directory.users()].map(lineOf));
}

function lineOf({ id, displayName, createdDateTime, city }: DirectoryUser): string {
  return JSON.stringify({ id, displayName, createdDateTime, city });
}

const start = Date.UTC(2019, 0, 1);
const day = 86_400_000;

/** `createdDateTime` of the user with an index, in tenants that are unlike the seeded one. */
const creation: Record<Exclude<TenantKind, 'as seeded'>, (index: number, users: number) => number | null> = {
  // Half of all users came in the last hundredth of the time.
  skewed: (index, all) => start + Math.floor(2_000 * day * (1 - ((all - index) / all) ** 6)),
  'bulk days': (index) => start + (index % 10 === 0 ? index * 3_600_000 : (index % 3) * 400 * day),
  'one second': () => start,
  'without dates': (index) => (index % 50 === 0 ? start + index * 60_000 : null),
};

function populate(directory: Directory, { kind, users: number }: Scenario['tenant'], seed: number): void {
  if (kind === 'as seeded') return;
  for (let index = 0; index < number; index += 1) {
    const created = creation[kind](index, number);
    const createdDateTime = created === null ? null : new Date(created).toISOString();
    directory.create({ displayName: `User ${seed}.${index}`, createdDateTime });
  }
}

/** With each answered request a few people come, change and go; as many as are asked for. */
async function changeMeanwhile(
  { directory, requests }: Emulator,
  churn: number,
  over: AbortSignal,
  onChanged: (user: DirectoryUser) => void,
): Promise<void> {
  const ids = [...directory.users()].map(({ id }) => id);
  for (let change = 0; change < churn && !over.aborted; change += 1) {
    const known = requests.length;
    while (requests.length === known && !over.aborted) await delay(5);
    const id = ids[(change * 7_919) % ids.length];
    if (change % 3 === 0 || id === undefined || directory.find(id) === undefined)
      onChanged(directory.create({ displayName: `Newcomer ${change}` }));
    else if (change % 3 === 1) onChanged(directory.update(id, { city: `Moved ${change}` }));
    else directory.delete(id);
  }
}
