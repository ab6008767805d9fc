import assert from 'node:assert/strict';
import { test } from 'node:test';
import { graphClient, start } from '../support.ts';

test('pages that are sent at the same time are those that come one by one', async () => {
  await using emulator = await start({ users: 3000, compress: true });
  const graph = await graphClient(emulator);
  const read = (size: number) => graph('GET', `/users?$top=${size}&$orderby=displayName`);
  const sizes = Array.from({ length: 24 }, (_, index) => 999 - 7 * index);
  const calm = [];
  for (const size of sizes) calm.push((await read(size)).body.value);

  const together = sizes.map(read);

  assert.deepEqual(
    (await Promise.all(together)).map(({ body }) => body.value),
    calm,
  );
});
