import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';
import { type Visitor, walkLists } from '../../src/list/walk-lists.ts';
import type { GraphUser } from '../../src/users/user-type.ts';

const folder = await mkdtemp(join(tmpdir(), 'walk-'));
after(() => rm(folder, { recursive: true }));

const lines = (users: readonly (GraphUser | string)[]) =>
  users.map((user) => `${typeof user === 'string' ? user : JSON.stringify(user)}\n`).join('');

/** Notes down what is told. */
function recorder(told: string[] = []): Visitor & { told: string[] } {
  return {
    told,
    onUser: ({ id }, line) => told.push(`user ${id} ${line.length}`),
    onAdded: ({ id }, line) => told.push(`added ${id} ${line.length}`),
    onRemoved: ({ id }, line) => told.push(`removed ${id} ${line.length}`),
    onDifferent: (before, after) => told.push(`different ${before.id} ${before.city} ${after.city}`),
    flush: async () => void told.push('flush'),
  };
}

async function walked(
  before: readonly (GraphUser | string)[] | undefined,
  today: readonly GraphUser[],
  visitors: Visitor[],
  signal = new AbortController().signal,
) {
  const paths = { today: join(folder, 'today'), before: before && join(folder, 'before') };
  await writeFile(paths.today, lines(today));
  if (paths.before) await writeFile(paths.before, lines(before ?? []));
  return walkLists({ ...paths, signal }, visitors);
}

const user = (id: string): GraphUser => ({ id, city: 'x' });
const [a, b, c, d, e] = [user('a'), user('b'), user('c'), user('d'), user('e')] as const;
const length = JSON.stringify(a).length;
const withoutFlush = (told: string[]) => told.filter((one) => one !== 'flush');

test('who came, who went and who differs is told in the order of ids; every visitor hears it', async () => {
  const [one, two] = [recorder(), recorder()];
  const result = await walked([a, b, { ...d, city: 'y' }, e], [b, c, d], [one, {}, two]);
  assert.deepEqual(result, { users: 4 });
  assert.deepEqual(withoutFlush(one.told), [
    `user b ${length}`,
    `removed a ${length}`,
    `user c ${length}`,
    `added c ${length}`,
    `user d ${length}`,
    'different d y x',
    `removed e ${length}`,
  ]);
  assert.deepEqual(two.told, one.told);
  assert.equal(one.told.at(-1), 'flush');
  assert.ok(one.told.indexOf('flush') < one.told.length - 2, 'and what gathered is written out on the way');
});

test('without an earlier list every user is told and nothing else', async () => {
  const all = recorder();
  assert.deepEqual(await walked(undefined, [a, b], [all]), { reason: 'there is none' });
  assert.deepEqual(withoutFlush(all.told), [`user a ${length}`, `user b ${length}`]);
});

test('an empty list on either side is a list', async () => {
  const left = recorder();
  assert.deepEqual(await walked([a, b], [], [left]), { users: 2 });
  assert.deepEqual(withoutFlush(left.told), [`removed a ${length}`, `removed b ${length}`]);
  const came = recorder();
  assert.deepEqual(await walked([], [a], [came]), { users: 0 });
  assert.deepEqual(withoutFlush(came.told), [`user a ${length}`, `added a ${length}`]);
});

/** A user with arrays in arrays. */
const nested = (levels: number) => ({ id: 'b', bag: JSON.parse('['.repeat(levels) + ']'.repeat(levels)) });
const broken: [string, (GraphUser | string)[], RegExp][] = [
  ['a line that is no JSON', ['{"id":"b",}'], /not JSON$/],
  ['another id than it begins with', ['{"id":"b","id":"a"}'], /not JSON$/],
  ['a type that Graph does not send', [{ id: 'b', mail: 7 }], /types that Graph does not send$/],
  ['values nested without end', [nested(32)], /nested deeper than any user$/],
  ['ids out of order', [b, a], /line 2 is out of order/],
];
for (const [what, before, reason] of broken) {
  test(`an earlier list with ${what} is lost, and every user of today is told`, async () => {
    const all = recorder();
    const result = await walked(before, [a, c], [all]);
    assert.ok('reason' in result);
    assert.match(result.reason, reason);
    assert.deepEqual(
      all.told.filter((one) => one.startsWith('user')),
      [`user a ${length}`, `user c ${length}`],
    );
  });
}

test('a user nested as deep as any may be is a user; one that differs is looked at as one that has gone', async () => {
  assert.deepEqual(await walked([nested(31)], [], []), { users: 1 });
  const result = await walked([{ id: 'b', mail: 7 }], [b], []);
  assert.ok('reason' in result);
});

test('what is wrong with our own disk is no fault of the earlier list', async () => {
  const full: Visitor = {
    onRemoved() {
      throw new Failure('disk-full');
    },
  };
  await assert.rejects(walked([a], [b], [full]), { code: 'disk-full' });
  await assert.rejects(walked([b], [a], [full]), { code: 'disk-full' });
});

test('a walkLists ends when the audit is over', async () => {
  const signal = AbortSignal.abort(new Failure('cancelled'));
  await assert.rejects(walked([], [a], [], signal), { code: 'cancelled' });
});

test('half a directory that is gone is written out in between: by number, and by bytes', async () => {
  const most = async (users: GraphUser[], today: GraphUser[]) => {
    let gathered = 0;
    let most = 0;
    const count = () => {
      gathered += 1;
      most = Math.max(most, gathered);
    };
    const flush = async () => {
      gathered = 0;
    };
    assert.deepEqual(await walked(users, today, [{ onRemoved: count, onDifferent: count, flush }]), {
      users: users.length,
    });
    return most;
  };
  const idOf = (index: number) => `id-${index + 10_000}`;
  const small = Array.from({ length: 2_500 }, (_, index) => ({ id: idOf(index) }));
  assert.equal(await most(small, []), 1_000);
  const long = 'x'.repeat(200_000);
  const large = Array.from({ length: 90 }, (_, index) => ({ id: idOf(index), displayName: long }));
  const lengthOfOne = Buffer.byteLength(JSON.stringify(large[0]));
  assert.equal(await most(large, []), Math.ceil((8 * 1024 * 1024) / lengthOfOne));
  const renamed = large.map(({ id }) => ({ id }));
  assert.equal(await most(large, renamed), Math.ceil((8 * 1024 * 1024) / lengthOfOne));
});
