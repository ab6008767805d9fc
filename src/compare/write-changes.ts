import { join } from 'node:path';
import { createJsonArraySpool } from '../disk/json-array-spool.ts';
import { writeJsonDocument } from '../disk/json-document.ts';
import type { FileInProgress, OutputFolder } from '../disk/output-folder.ts';
import { createPairSort } from '../disk/pair-sort.ts';
import type { Visitor } from '../list/walk-lists.ts';
import { nameOf } from '../users/user-name.ts';
import type { GraphUser } from '../users/user-type.ts';
import { createChangesTable } from './changes-table.ts';
import { type ChangeCounts, type ChangeSamples, churnProperties, compareUsers } from './user-changes.ts';

/** Gathers what changed while two lists are walked through. */
export interface ChangesWriter extends Visitor {
  /** How many of the removed lie in the recycle bin, so far. */
  readonly found: number;
  /** Writes changes.json, and changes.csv where it is wanted. @param head what stands before the counts */
  finish(head: object): Promise<WrittenChanges>;
  /** Forgets everything: there turned out to be nothing to compare with. */
  discard(): Promise<void>;
}

export interface WrittenChanges {
  /** changes.json, and changes.csv where it is wanted. */
  files: FileInProgress[];
  counts: ChangeCounts;
  samples: ChangeSamples;
}

/** The report takes samples as one text, and the earlier list may have been made to be long. */
const sampleSize = 1_000;
const sampleBytes = 8 * 1024 * 1024;

export interface ChangesWriterOptions {
  folder: OutputFolder;
  /** Properties that both lists have. */
  compared: readonly string[];
  /** Whether churn counts as change. */
  countChurn: boolean;
  /** Whether changes.csv is wanted. */
  csv?: boolean;
  /** Told of each user with a change that counts. */
  onCounted?(id: string): void;
}

export function createChangesWriter({
  folder,
  compared,
  countChurn,
  csv = false,
  onCounted,
}: ChangesWriterOptions): ChangesWriter {
  const arrays = {
    added: createJsonArraySpool(join(folder.scratch, 'added')),
    removed: createJsonArraySpool(join(folder.scratch, 'removed')),
    changed: createJsonArraySpool(join(folder.scratch, 'changed')),
    recreated: createJsonArraySpool(join(folder.scratch, 'recreated')),
  };
  const table = csv ? createChangesTable(folder) : undefined;
  const names = createPairSort<{ added: boolean; id: string }>(folder.scratch, 'moved');
  const samples: ChangeSamples = { added: [], removed: [], changed: [], recreated: [] };
  let churned = 0;
  let found = 0;
  const room = { added: sampleBytes, removed: sampleBytes, changed: sampleBytes, recreated: sampleBytes };

  function keep<K extends keyof ChangeSamples>(kind: K, item: ChangeSamples[K][number], bytes: number): void {
    const sample: ChangeSamples[K][number][] = samples[kind];
    if (sample.length >= sampleSize || room[kind] < bytes) return;
    room[kind] -= bytes;
    sample.push(item);
  }

  function rememberName({ id, userPrincipalName }: GraphUser, added: boolean): void {
    if (typeof userPrincipalName === 'string') names.add(userPrincipalName.toLowerCase(), { added, id });
  }

  async function findRecreated(): Promise<void> {
    let name: string | undefined;
    let removedId: string | undefined;
    let addedId: string | undefined;
    for await (const portion of names.sorted()) {
      for (const { key, value } of portion) {
        if (key !== name) [name, removedId, addedId] = [key, undefined, undefined];
        if (value.added) addedId = value.id;
        else removedId = value.id;
        if (addedId === undefined || removedId === undefined) continue;
        const recreated = { userPrincipalName: key, removedId, addedId };
        [removedId, addedId] = [undefined, undefined];
        const text = JSON.stringify(recreated);
        arrays.recreated.add(text);
        table?.recreated(recreated);
        keep('recreated', recreated, text.length);
      }
      await arrays.recreated.flush();
      await table?.flush();
    }
  }

  return {
    onAdded(user, line) {
      arrays.added.add(line);
      table?.added(user);
      keep('added', user, line.length);
      rememberName(user, true);
    },
    get found() {
      return found;
    },
    onRemoved(user, _line, deletedDateTime) {
      const removed = deletedDateTime === undefined ? user : { ...user, deletedDateTime };
      if (typeof deletedDateTime === 'string') found += 1;
      // Written anew: bytes that are no UTF-8 stay out.
      const text = JSON.stringify(removed);
      arrays.removed.add(text);
      table?.removed(removed);
      keep('removed', removed, text.length);
      rememberName(user, false);
    },
    onDifferent(before, after) {
      const changes = compareUsers(before, after, compared).map((change) =>
        churnProperties.has(change.property) ? { ...change, churn: true as const } : change,
      );
      if (changes.length === 0) return;
      const counted = countChurn || changes.some((change) => !('churn' in change));
      if (counted) onCounted?.(after.id);
      else churned += 1;
      const changed = { ...nameOf(after), counted, changes };
      const text = JSON.stringify(changed);
      arrays.changed.add(text);
      table?.changed(changed);
      if (counted) keep('changed', changed, text.length);
    },
    async flush() {
      await names.flush();
      await table?.flush();
      for (const array of Object.values(arrays)) await array.flush();
    },
    async discard() {
      for (const array of Object.values(arrays)) await array.close();
      await table?.discard();
    },
    async finish(head) {
      await findRecreated();
      const counts: ChangeCounts = {
        added: arrays.added.count,
        removed: arrays.removed.count,
        changed: arrays.changed.count - churned,
        churned,
        recreated: arrays.recreated.count,
      };
      const file = await folder.create('changes.json');
      await writeJsonDocument(file, { schemaVersion: 1, ...head, counts }, arrays);
      return { files: [file, ...(table ? [await table.finish()] : [])], counts, samples };
    },
  };
}
