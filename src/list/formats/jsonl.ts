import { lineStart, rowStart } from '../store/user-record.ts';
import type { Format } from './format.ts';

/** users.jsonl: a user a line, as it lies in its record. */
export const jsonl: Format = {
  name: 'users.jsonl',
  hasRows: false,
  head: () => '',
  user: (file, { block }, start) => file.append(block, lineStart(block, start), rowStart(block, start)),
  foot: '',
};
