import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createPagePackers, type PagePacker } from '../../../src/list/store/page-packer.ts';
import { recordKind } from '../../../src/list/store/user-record.ts';
import { accountKind } from '../../../src/users/tally.ts';
import { isGraphUser } from '../../../src/users/user.ts';

const properties = ['id', 'displayName', 'userType', 'accountEnabled', 'proxyAddresses', 'assignedLicenses'];
const pages = createPagePackers(properties, true);

/** Everything that is kept of the users that were packed. */
function packed(pack: (packer: PagePacker) => void): string {
  const packer = pages.begin();
  pack(packer);
  const { records, ids } = packer.end();
  return JSON.stringify([ids, records.starts, records.block.toString('latin1', 0, records.end)]);
}

/** What comes of a user that is parsed; undefined when it is none. */
function parsed(bytes: Buffer): string | undefined {
  try {
    const user: unknown = JSON.parse(bytes.toString());
    return isGraphUser(user) ? packed((packer) => packer.user(user)) : undefined;
  } catch {
    return undefined;
  }
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom('Ada', 'Ada, B.', '=1+1', '＝1+1', ' x', '', 'Member', 'Guest', 'O’Hara', 'a;b', '日本'),
);
const licence = fc.record({ disabledPlans: fc.array(fc.uuid(), { maxLength: 2 }), skuId: fc.uuid() });
const value = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false) },
  { weight: 2, arbitrary: fc.array(text, { maxLength: 3 }) },
  { weight: 2, arbitrary: fc.array(licence, { maxLength: 2 }) },
  fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 2 }),
);
const id = fc.oneof({ weight: 9, arbitrary: fc.uuid() as fc.Arbitrary<unknown> }, value);
const user = fc.tuple(id, value, value, value, value, value).map((values) => {
  return JSON.stringify(Object.fromEntries(properties.map((name, index) => [name, values[index]])));
});
/** What a server may do that is not ours. */
const changed = fc.oneof(
  { weight: 6, arbitrary: user },
  fc.tuple(user, fc.nat()).map(([json, at]) => json.slice(0, at % json.length)),
  fc.tuple(user, fc.nat()).map(([json, at]) => `${json.slice(0, at % json.length)} ${json.slice(at % json.length)}`),
  fc
    .tuple(user, fc.nat(), fc.constantFrom('{}[]",:\\x0'.split('')).map(String))
    .map(([json, at, byte]) => json.slice(0, at % json.length) + byte + json.slice((at % json.length) + 1)),
);

test('a user that is copied comes out as if it had been parsed and written, and what is no user is not copied', () => {
  let copied = 0;
  fc.assert(
    fc.property(changed, fc.boolean(), (json, broken) => {
      const bytes = Buffer.from(json);
      // Half of a character of two bytes.
      if (broken && bytes.length > 0) bytes[bytes.length >> 1] = 0xc3;
      let end = -1;
      const asSent = packed((packer) => {
        end = packer.takeBytes?.(bytes, 0) ?? -1;
      });
      if (end < 0) return;
      copied += 1;
      assert.equal(asSent, parsed(bytes.subarray(0, end)));
    }),
    { numRuns: 20_000 },
  );
  assert.ok(copied > 2_000, `${copied} were copied`);
});

test('users that Graph writes are copied, wherever they begin', () => {
  for (const [json, copy] of [
    [
      '{"id":"1","displayName":"Ada","userType":"Member","accountEnabled":true,"proxyAddresses":["SMTP:a@b","smtp:c@d"],"assignedLicenses":[{"disabledPlans":[],"skuId":"x"}]}',
      true,
    ],
    [
      '{"id":"1","displayName":"Zoë, Dr.","userType":"Guest","accountEnabled":false,"proxyAddresses":[],"assignedLicenses":[]}',
      true,
    ],
    [
      '{"id":"1","displayName":null,"userType":null,"accountEnabled":null,"proxyAddresses":null,"assignedLicenses":null}',
      true,
    ],
    [
      '{"id":"1","displayName":"A\\u00e4","userType":null,"accountEnabled":null,"proxyAddresses":null,"assignedLicenses":null}',
      false,
    ],
    [
      '{"id":"1","displayName":1.0,"userType":null,"accountEnabled":null,"proxyAddresses":null,"assignedLicenses":null}',
      false,
    ],
    [
      '{"id":"1","displayName":{"b":1,"a":2},"userType":null,"accountEnabled":null,"proxyAddresses":null,"assignedLicenses":null}',
      false,
    ],
    [
      '{"id":"1","displayName":{"a":1,"a":2},"userType":null,"accountEnabled":null,"proxyAddresses":null,"assignedLicenses":null}',
      false,
    ],
    [
      '{"id":"1","userType":null,"displayName":null,"accountEnabled":null,"proxyAddresses":null,"assignedLicenses":null}',
      false,
    ],
    [
      '{"id":"1","displayName":null,"userType":null,"accountEnabled":null,"proxyAddresses":null,"assignedLicenses":null,"more":1}',
      false,
    ],
  ] as const) {
    const bytes = Buffer.from(`before it ${json} and more`);
    packed((packer) => assert.equal(packer.takeBytes?.(bytes, 10), copy ? 10 + Buffer.byteLength(json) : -1, json));
  }
});

test('a user whose manager stands in columns of its own is not copied', () => {
  const blocks = createPagePackers(['id', 'manager'], true);
  assert.equal(blocks.begin().takeBytes?.(Buffer.from('{"id":"1","manager":null}'), 0) ?? -1, -1);
});

test('what is not selected says nothing about a user, whatever stands before it', () => {
  const packer = createPagePackers(['id'], false).begin();
  const bytes = Buffer.from('"Member"{"id":"1"}');
  assert.equal(packer.takeBytes?.(bytes, 8), bytes.length);
  const { block, starts } = packer.end().records;
  assert.equal(recordKind(block, starts[0] as number), accountKind({ id: '1' }));
});
