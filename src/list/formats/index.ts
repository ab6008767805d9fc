import { csv } from './csv.ts';
import type { Format } from './format.ts';
import { json } from './json.ts';
import { jsonl } from './jsonl.ts';

/** Every format of the list, under the name that the input `formats` has for it. */
export const listFormats = { jsonl, json, csv } satisfies Readonly<Record<string, Format>>;

/** A format of the list itself. */
export type FormatName = keyof typeof listFormats;

export const listFormatNames = Object.keys(listFormats) as FormatName[];
