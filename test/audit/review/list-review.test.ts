import assert from 'node:assert/strict';
import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { mkdtempDisposable, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createDirectory } from '../../../emulator/directory/directory.ts';
import { createListReview, type ListReview } from '../../../src/audit/review/list-review.ts';
import type { Reviewed } from '../../../src/audit/review/review.ts';
import { Failure } from '../../../src/base/failure.ts';
import { type OutputFolder, openOutputFolder } from '../../../src/disk/output-folder.ts';
import { parseRuleSettings, type RuleSettings } from '../../../src/findings/rule-settings.ts';
import { rules } from '../../../src/findings/rules/index.ts';
import { createPagePackers } from '../../../src/list/store/page-packer.ts';
import { auditProperties } from '../../../src/users/property-sets.ts';
import { createLineWriter } from '../../../src/users/user.ts';
import type { GraphUser } from '../../../src/users/user-type.ts';

const now = Date.parse('2026-11-25T12:00:00Z');
const directory = createDirectory({ users: 1_200, seed: 7, domain: 'contoso.example', now: () => now });
const users: readonly GraphUser[] = [...directory.users()];
const [here, thread] = [undefined, join(import.meta.dirname, '../../../src/worker.ts')];
const on = rules.filter(({ input }) => input === undefined).map(({ id }) => `${id}: on`);

/** As a list in parts brings them: in no order. */
const parts = [0, 1, 2].map((part) => users.filter((_, index) => index % 3 === part));
const inParts = parts.toReversed().flat();

async function read(review: ListReview, all: readonly GraphUser[]): Promise<void> {
  const packers = createPagePackers(auditProperties, false);
  for (let from = 0; from < all.length; from += 100) {
    const page = packers.begin();
    for (const user of all.slice(from, from + 100)) page.user(user);
    await review.add(page.end().records, () => {});
  }
}

const readAll = (review: ListReview) => read(review, inParts);

let number = 0;

function begin({ path, scratch, kept }: OutputFolder, program: string | undefined, signal: AbortSignal): ListReview {
  const plan = {
    ...{ places: { path, scratch, kept }, properties: auditProperties },
    ...{ settings: parseRuleSettings(on) as RuleSettings, accepted: [], now, html: true },
  };
  return createListReview(plan, { signal }, program, () => {
    number += 1;
    return number;
  });
}

const lineOf = createLineWriter(auditProperties);

/** @param changed those who came otherwise the second time */
async function finish(review: ListReview, folder: string, changed: readonly GraphUser[] = []): Promise<Reviewed> {
  const lines = join(folder, 'users.jsonl');
  const last = new Map([...users, ...changed].map((user) => [user.id, user]));
  const written = [...last.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  await writeFile(lines, written.map((user) => `${lineOf(user)}\n`).join(''));
  const truth = { lines, properties: auditProperties };
  return review.finish({
    ...{ tenantId: 'contoso.example', previous: undefined, csv: true, deleted: undefined },
    list: { truth, users: users.length, changedMeanwhile: changed.length > 0 },
  });
}

/** All that comes of a review: its files, and what is told of it. */
async function outcomeOf(
  program: string | undefined,
  read: (review: ListReview) => Promise<void>,
  changed?: readonly GraphUser[],
) {
  await using parent = await mkdtempDisposable(join(tmpdir(), 'review-'));
  await using folder = await openOutputFolder(undefined, parent.path, []);
  const review = begin(folder, program, new AbortController().signal);
  await read(review);
  review.end();
  const { findings, news, marks } = await finish(review, parent.path, changed);
  const texts: Record<string, string> = {};
  for (const file of findings.files) {
    await file.publish();
    const { name, path, sha256 } = file.written();
    texts[name] = `${sha256} ${await readFile(path, 'utf8')}`;
  }
  const { files, ...found } = findings;
  const marked = await readFile(marks.path ?? '', 'utf8');
  return { texts, told: JSON.parse(JSON.stringify({ found, news, marked })) };
}

test('a thread of its own finds what this one does, byte by byte, and so after a list that was read once more', async () => {
  const plain = await outcomeOf(here, readAll);
  assert.ok(plain.told.found.counts.total > 100, 'there is something to find');
  assert.deepEqual(await outcomeOf(thread, readAll), plain);
  const expected = (review: ListReview) => {
    review.expect(users.length);
    return readAll(review);
  };
  assert.deepEqual(await outcomeOf(thread, expected), plain);
  const twice = async (review: ListReview) => {
    await readAll(review);
    review.clear();
    await readAll(review);
  };
  assert.deepEqual(await outcomeOf(thread, twice), plain);
  assert.deepEqual(await outcomeOf(here, twice), plain);
});

for (const [where, program] of [
  ['here', here],
  ['in a thread', thread],
] as const) {
  test(`whoever comes once more is looked at once, and as he came last, ${where}`, async () => {
    const repeated = (review: ListReview) => read(review, [...inParts, ...(parts[1] ?? [])]);
    assert.deepEqual(await outcomeOf(program, repeated), await outcomeOf(here, readAll));
    const changed = (parts[1] ?? []).map((user) => ({ ...user, accountEnabled: user.accountEnabled !== true }));
    const meanwhile = (review: ListReview) => read(review, [...inParts, ...changed]);
    const inTheEnd = (review: ListReview) => read(review, [...(parts[0] ?? []), ...changed, ...(parts[2] ?? [])]);
    assert.deepEqual(await outcomeOf(program, meanwhile, changed), await outcomeOf(here, inTheEnd));
  });
}

for (const [where, program] of [
  ['here', here],
  ['in a thread', thread],
] as const) {
  test(`a disk that refuses is told as what it is, ${where}`, async () => {
    await using parent = await mkdtempDisposable(join(tmpdir(), 'review-'));
    await using folder = await openOutputFolder(undefined, parent.path, []);
    await rm(folder.scratch, { recursive: true });
    const all = async () => {
      const review = begin(folder, program, new AbortController().signal);
      await readAll(review);
      review.end();
      return finish(review, parent.path);
    };
    await assert.rejects(all(), (error) => error instanceof Failure && error.code === 'disk-refused');
  });
}

test('a thread is begun for more than a page, before the first comes', async () => {
  const nowhere = join(import.meta.dirname, 'no-such-program.ts');
  const expecting = (number: number) => (review: ListReview) => {
    review.expect(number);
    return read(review, users.slice(0, 100));
  };
  await assert.rejects(outcomeOf(nowhere, expecting(1_000)), /no-such-program/);
  assert.ok((await outcomeOf(nowhere, expecting(999))).told.found.counts.total > 10);
});

test('a thread ends when the audit is over', async () => {
  await using parent = await mkdtempDisposable(join(tmpdir(), 'review-'));
  await using folder = await openOutputFolder(undefined, parent.path, []);
  const stop = new AbortController();
  const review = begin(folder, thread, stop.signal);
  await readAll(review);
  review.end();
  const finished = finish(review, parent.path);
  stop.abort('over');
  await assert.rejects(finished, (error) => error === 'over');
});

/** Of this process, below a folder; in one go, so that none is opened and closed meanwhile. */
function openFiles(folder: string): string[] {
  const paths = readdirSync('/proc/self/fd').map((number) => {
    try {
      return readlinkSync(`/proc/self/fd/${number}`);
    } catch {
      // That of the folder itself is gone by now.
      return '';
    }
  });
  return paths.filter((path) => path.startsWith(folder));
}

test('a list that is read once more leaves no file open behind it', {
  skip: !existsSync('/proc/self/fd') && 'nobody tells here which files are open',
}, async () => {
  await using parent = await mkdtempDisposable(join(tmpdir(), 'review-'));
  await using folder = await openOutputFolder(undefined, parent.path, []);
  const review = begin(folder, here, new AbortController().signal);
  await readAll(review);
  review.end();
  while (openFiles(parent.path).length === 0) await setImmediate();
  review.clear();
  await review.close();
  assert.deepEqual(openFiles(parent.path), []);
  assert.deepEqual(await readdir(folder.scratch), ['kept']);
});
