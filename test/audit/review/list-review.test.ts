import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtempDisposable, readdir, readFile, readlink, rm } from 'node:fs/promises';
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
import type { GraphUser } from '../../../src/users/user-type.ts';

const now = Date.parse('2026-11-25T12:00:00Z');
const directory = createDirectory({ users: 1_200, seed: 7, domain: 'contoso.example', now: () => now });
const users: readonly GraphUser[] = [...directory.users()];
const [here, thread] = [undefined, join(import.meta.dirname, '../../../src/worker.ts')];
const on = rules.filter(({ input }) => input === undefined).map(({ id }) => `${id}: on`);

/** Pages as a list in parts brings them: in no order, and some users twice. */
function pages() {
  const packers = createPagePackers(auditProperties, false);
  const inParts = [...users.filter((_, index) => index % 3 === 0), ...users.filter((_, index) => index % 3 !== 1)];
  const all = [...inParts, ...users.filter((_, index) => index % 3 === 1)];
  return Array.from({ length: 20 }, (_, number) => {
    const page = packers.begin();
    for (const user of all.slice(number * 100, (number + 1) * 100)) page.user(user);
    return page.end().records;
  });
}

async function readAll(review: ListReview): Promise<void> {
  for (const page of pages()) await review.add(page, () => {});
}

function begin({ path, scratch, kept }: OutputFolder, program: string | undefined, signal: AbortSignal): ListReview {
  const plan = {
    ...{ places: { path, scratch, kept }, properties: auditProperties },
    ...{ settings: parseRuleSettings(on) as RuleSettings, accepted: [], now, html: true },
  };
  return createListReview(plan, { signal }, program);
}

function finish(review: ListReview): Promise<Reviewed> {
  return review.finish({ tenantId: 'contoso.example', previous: undefined, csv: true, deleted: undefined });
}

/** All that comes of a review: its files, and what is told of it. */
async function outcomeOf(program: string | undefined, read: (review: ListReview) => Promise<void>) {
  await using parent = await mkdtempDisposable(join(tmpdir(), 'review-'));
  await using folder = await openOutputFolder(undefined, parent.path, []);
  const review = begin(folder, program, new AbortController().signal);
  await read(review);
  review.end();
  const { findings, news, marks } = await finish(review);
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
  test(`a disk that refuses is told as what it is, ${where}`, async () => {
    await using parent = await mkdtempDisposable(join(tmpdir(), 'review-'));
    await using folder = await openOutputFolder(undefined, parent.path, []);
    await rm(folder.scratch, { recursive: true });
    const all = async () => {
      const review = begin(folder, program, new AbortController().signal);
      await readAll(review);
      review.end();
      return finish(review);
    };
    await assert.rejects(all(), (error) => error instanceof Failure && error.code === 'disk-refused');
  });
}

test('a thread ends when the audit is over', async () => {
  await using parent = await mkdtempDisposable(join(tmpdir(), 'review-'));
  await using folder = await openOutputFolder(undefined, parent.path, []);
  const stop = new AbortController();
  const review = begin(folder, thread, stop.signal);
  await readAll(review);
  review.end();
  const finished = finish(review);
  stop.abort('over');
  await assert.rejects(finished, (error) => error === 'over');
});

/** Of this process, below a folder. */
async function openFiles(folder: string): Promise<string[]> {
  const numbers = await readdir('/proc/self/fd');
  const paths = await Promise.all(numbers.map((number) => readlink(`/proc/self/fd/${number}`).catch(() => '')));
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
  while ((await openFiles(parent.path)).length === 0) await setImmediate();
  review.clear();
  await review.close();
  assert.deepEqual(await openFiles(parent.path), []);
  assert.deepEqual(await readdir(folder.scratch), ['kept']);
});
