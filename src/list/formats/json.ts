import { lineStart, rowStart } from '../store/user-record.ts';
import type { Format } from './format.ts';

const opening = Buffer.from('\n');
const comma = Buffer.from(',\n');

/** users.json: the lines of users.jsonl as one array. */
export const json: Format = {
  name: 'users.json',
  hasRows: false,
  head: () => '[',
  user(file, { block }, start, { first }) {
    file.append(first ? opening : comma);
    file.append(block, lineStart(block, start), rowStart(block, start) - 1);
  },
  foot: '\n]\n',
};
