import assert from 'node:assert/strict';
import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseLossless } from '../../src/base/lossless-json.ts';
import { createUserNotes } from '../../src/list/user-notes.ts';
import { typeProperty } from '../../src/users/user-type.ts';

test('whoever comes is told once, in the order of ids, as he came last, with what was said of him then', async () => {
  const user = fc.record({
    id: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 2 }),
    name: fc.jsonValue(),
    other: fc.nat(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(user, { maxLength: 20 }), { maxLength: 5 }), async (pages) => {
      await using folder = await mkdtempDisposable(join(tmpdir(), 'notes-'));
      const notes = createUserNotes(folder.path, ['name'], ({ other }) =>
        other === 0 ? '' : `saw ${other}\nand more`,
      );
      for (const page of pages) notes.addUsers(page);
      const told: unknown[] = [];
      await notes.tell(
        (one, said) => told.push([one, said]),
        async () => {},
      );
      const last = new Map(pages.flat().map((one) => [one.id, one]));
      const ids = [...last.keys()].sort((a, b) => (a < b ? -1 : 1));
      const expected = ids.map((id) => {
        const { name = null, other } = last.get(id) ?? {};
        return [{ id, [typeProperty]: null, name }, other === 0 ? '' : `saw ${other}\nand more`];
      });
      assert.equal(JSON.stringify(told), JSON.stringify(expected));
    }),
    { numRuns: 40 },
  );
});

test('a number stays as it was written', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'notes-'));
  const notes = createUserNotes(folder.path, ['number'], () => '');
  notes.addUsers([parseLossless('{"id":"a","number":[1.0,9007199254740993]}') as { id: string }]);
  const told: string[] = [];
  await notes.tell(
    (one) => told.push(JSON.stringify(one.number)),
    async () => {},
  );
  assert.deepEqual(told, ['[1.0,9007199254740993]']);
});
