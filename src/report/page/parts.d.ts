import type { UserName } from '../../users/user-name.ts';
import type { ReportData, ReportFinding } from '../report-data.ts';

/** A node of the document in the page, text with tags in the letter: views do not care. */
export type Markup = object;
export type Child = Markup | string;
export type H = (tag: string, attributes: Readonly<Record<string, string>>, ...children: Child[]) => Markup;

export interface TextPart {
  /** Text as people see it: what cannot be seen, or moves other text about, by its number. */
  shown(value: unknown): string;
  /** A value of Graph's in words. */
  value(property: string, value: unknown): string;
  /** What people call a property. */
  label(property: string): string;
  count(number: number): string;
}

export interface LettersPart {
  /** The name in runs; those that differ from the other name, or hold one of the characters, are marked. */
  runs(name: string, other: string | null, characters?: readonly string[]): [text: string, differs: boolean][];
}

export type Change = ReportData['changes']['changed'][number]['changes'][number];

export interface ViewsPart {
  /** Who it is; a link that opens him. */
  person(user: UserName, finding?: ReportFinding): Markup;
  /** From what to what. */
  change(change: Change): Markup;
  changes(changes: readonly Change[]): Markup;
  finding(finding: ReportFinding, withPerson: boolean): Markup;
  /** What is known of somebody, property by property. */
  properties(values: Readonly<Record<string, unknown>>): Markup;
  /** Who came or went. */
  arrival(user: Readonly<Record<string, unknown>>): Markup;
  badge(text: string, name?: string): Markup;
}

/** What the letter and the page have in common. */
export interface Shared {
  h: H;
  text: TextPart;
  letters: LettersPart;
  views: ViewsPart;
}

export type Cell = string | number | null;

export interface RowsPart {
  /** Resolves when every row is there. */
  ready: Promise<void>;
  /** A column after the other, each with a value for each row. */
  columns: Cell[][];
  marks: Uint8Array;
  /** For each row what a search looks into. */
  texts: string[];
  length(): number;
  rowOf(id: string): number | undefined;
}

export interface Query {
  words: string[];
  /** By column. */
  equal: Map<number, string>;
  mark: number;
  /** Ids, where only those are wanted. */
  ids: ReadonlySet<string> | undefined;
  sort: { column: number; down: boolean } | undefined;
}

export interface QueryPart {
  /** Rows in their order. */
  find(query: Query): Int32Array<ArrayBuffer>;
}

export interface TablePart {
  show(found: Int32Array<ArrayBuffer>): void;
  /** Columns that are seen. */
  visible: Set<number>;
  layOut(): void;
}

export interface Page extends Shared {
  data: ReportData;
  get(id: string): HTMLElement;
  rows: RowsPart;
  query: QueryPart;
  table: TablePart;
  csv: { text(columns: readonly string[], rows: Iterable<readonly Cell[]>): string };
  dialog: { open(id: string): boolean };
  filters: { toRule(rule: string): void };
}
