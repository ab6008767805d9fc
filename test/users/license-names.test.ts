import assert from 'node:assert/strict';
import { test } from 'node:test';
import { licenseChange, licenseName, licenseNames } from '../../src/users/license-names.ts';
import { licenseTable } from '../../src/users/license-table.ts';

const [e3, e5] = ['05e9a617-0261-4cee-bb44-138d3ef5d965', 'c7df2760-2c81-4ef7-b578-5b5392b571df'];
const [e3Name, e5Name] = ['Microsoft 365 E3', 'Office 365 E5'];
const unknown = '00000000-0000-4000-8000-000000000000';

test('a licence has the name under which it is sold; one that nobody knows has its id', () => {
  assert.equal(licenseName(e3), e3Name);
  assert.equal(licenseName(e3.toUpperCase()), e3Name);
  assert.equal(licenseName(unknown), unknown);
});

test('whatever stands among the licences of a user, only licences have names', () => {
  assert.deepEqual(licenseNames([{ skuId: e5 }, null, 'x', { skuId: 7 }, { skuId: unknown }]), [e5Name, unknown]);
  for (const odd of [undefined, null, 'x', {}, 7]) assert.deepEqual(licenseNames(odd), []);
});

const changes: [string, unknown, unknown, string][] = [
  ['one came', [], [{ skuId: e3 }], `Licence added: ${e3Name}`],
  ['all went', [{ skuId: e3 }, { skuId: e5 }], [], `Licences removed: ${e3Name}, ${e5Name}`],
  ['one for another', [{ skuId: e3 }], [{ skuId: e5 }], `Licence added: ${e5Name}; Licence removed: ${e3Name}`],
  [
    'a service within',
    [{ skuId: e3, disabledPlans: [] }],
    [{ skuId: e3, disabledPlans: ['x'] }],
    `Services within ${e3Name} switched on or off`,
  ],
  ['none before and after', null, [], ''],
];
for (const [name, before, after, text] of changes) {
  test(`licences that changed, in words: ${name}`, () => assert.equal(licenseChange(before, after), text));
}

test('the table holds each product once, by an id in lower case, in order, with no odd space in its name', () => {
  const lines = licenseTable.trim().split('\n');
  assert.ok(lines.length > 600, `${lines.length} products`);
  assert.deepEqual(lines, lines.toSorted());
  assert.equal(new Set(lines.map((line) => line.slice(0, 36))).size, lines.length);
  for (const line of lines) assert.match(line, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} \S+( \S+)*$/);
});
