import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RawJson, startEmulator } from '../../../../emulator/index.ts';
import { createTestGraph } from '../support.ts';

const extension = 'extension_4750531c75d84e8698ecd21bbd5da9f5_badgeNumber';

test('what is set as raw JSON comes back as the same text', async () => {
  const { get, directory } = createTestGraph({ users: 3 });
  const texts = {
    displayName: '"\\ud800 \\u0041 \\/ 😀"',
    onPremisesExtensionAttributes: '{"a":[1.10, 9007199254740993,{"b":-0}],"e":{}}',
    createdDateTime: '"0001-01-01T00:00:00.1234567Z"',
    employeeHireDate: '"1601-01-01T00:00:00Z"',
    [extension]: '9223372036854775807',
  };
  const fields = Object.entries(texts).map(([name, text]) => [name, new RawJson(text)]);
  const { id } = directory.create(Object.fromEntries(fields));
  const { text } = await get(`/users/${id}?$select=${Object.keys(texts)}`);
  for (const [name, json] of Object.entries(texts)) assert.ok(text.includes(`"${name}":${json}`), text);
  const { text: page } = await get(`/users?$select=${Object.keys(texts)}`);
  for (const [name, json] of Object.entries(texts)) assert.ok(page.includes(`"${name}":${json}`), page);
});

test('annotations stand before what they are about, where that was asked for', async () => {
  const { get, directory } = createTestGraph({ users: 1 });
  directory.update(String(directory.value(0, 'id')), {
    '@odata.id': 'x',
    [`${extension}@odata.type`]: '#Int64',
    [extension]: new RawJson('9007199254740993'),
  });
  assert.match(
    (await get(`/users?$select=city,${extension}`)).text,
    /\{"@odata\.id":"x","city":[^,]*,"extension_\w+@odata\.type":"#Int64","extension_\w+":9007199254740993\}/,
  );
  assert.doesNotMatch((await get('/users?$select=city')).text, /Int64/);
});

test('a directory extension is answered as it was registered, and not for whom it is empty', async () => {
  const { get, directory } = createTestGraph({ users: 2 });
  const unknown = await get(`/users?$select=${extension}`);
  assert.deepEqual([unknown.status, unknown.body.error.code], [400, 'BadRequest']);
  const { id } = directory.create({ [extension]: 7 });
  const { body } = await get(`/users?$select=id,${extension.toUpperCase()}`);
  assert.equal(body.value.length, 3);
  for (const user of body.value) {
    assert.deepEqual(user, user.id === id ? { id, [extension]: 7 } : { id: user.id });
  }
  const alone = await get(`/users?$select=${extension.toLowerCase()}`);
  assert.equal(alone.body.value.filter((user: object) => Object.keys(user).length === 0).length, 2);
  directory.update(id, { [extension.toLowerCase()]: 8 });
  assert.equal((await get(`/users/${id}?$select=${extension}`)).body[extension], 8);
  assert.equal((await get(`/users?$filter=${extension} eq 8`)).body.value[0].id, id);
});

test('the switch for users takes raw JSON too', async () => {
  await using emulator = await startEmulator({ users: 1 });
  const post = (body: object) =>
    fetch(`${emulator.origin}/_emulator/users`, { method: 'POST', body: JSON.stringify(body) });
  const created = await post({ create: [{ displayName: 'A', raw: { [extension]: '9007199254740993' } }] });
  assert.equal(created.status, 200);
  assert.equal(emulator.directory.size, 2);
  const refused = await post({ create: [{ raw: { displayName: '{' } }] });
  assert.equal(refused.status, 400);
  assert.match(await refused.text(), /no JSON/);
});
