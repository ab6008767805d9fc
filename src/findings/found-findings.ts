import { createPairSort } from '../disk/pair-sort.ts';
import type { RawFinding } from './finding.ts';

/** What rules find: it comes in whatever order users do, and is read by rules and subjects. */
export interface FoundFindings {
  add(rule: string, finding: RawFinding): void;
  /** Writes out what has gathered, when it is much. */
  flush(): Promise<void>;
  /** What a rule found, those about one subject behind one another. Ask in the order of rules, and to the end. */
  of(rule: string): AsyncGenerator<RawFinding[]>;
  /** Ends it, read or not. */
  close(): Promise<void>;
}

/** @param folder which goes away by itself */
export function createFoundFindings(folder: string): FoundFindings {
  const pairs = createPairSort<RawFinding>(folder, 'found');
  let portions: AsyncGenerator<{ key: string; value: RawFinding }[]> | undefined;
  let ahead: { key: string; value: RawFinding }[] = [];
  return {
    add: (rule, finding) => pairs.add(`${rule} ${finding.subject}`, finding),
    flush: pairs.flush,
    close: async () => void (await portions?.return(undefined)),
    async *of(rule) {
      const start = `${rule} `;
      portions ??= pairs.sorted();
      for (;;) {
        const own = ahead.filter(({ key }) => key.startsWith(start));
        if (own.length > 0) yield own.map(({ value }) => value);
        // Whatever nobody asked for is passed over.
        ahead = ahead.filter(({ key }) => key > start && !key.startsWith(start));
        if (ahead.length > 0) return;
        const next = await portions.next();
        if (next.done) return;
        ahead = next.value;
      }
    },
  };
}
