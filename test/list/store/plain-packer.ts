import { createRowWriter } from '../../../src/list/formats/csv.ts';
import type { BytePacker } from '../../../src/list/store/byte-packer.ts';
import { packUser } from '../../../src/list/store/user-record.ts';
import { accountKind } from '../../../src/users/tally.ts';
import { createLineWriter, isGraphUser } from '../../../src/users/user.ts';

/** What byte-packer.ts does, without its speed. The bytes must end with the user. */
export function createPlainPacker(properties: readonly string[], csv: boolean): BytePacker {
  const lineOf = createLineWriter(properties);
  const rowOf = csv ? createRowWriter(properties) : () => '';
  return (bytes, at, records, ids) => {
    const user = parseJson(bytes.toString('utf8', at));
    if (!isGraphUser(user)) return -1;
    packUser(records, { id: user.id, kind: accountKind(user), line: `${lineOf(user)}\n`, row: rowOf(user) });
    ids.push(user.id);
    return bytes.length;
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
