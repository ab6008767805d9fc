import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type BytePacker, createBytePacker } from '../../../src/list/store/byte-packer.ts';
import { createPagePackers, type PagePackers } from '../../../src/list/store/page-packer.ts';
import { appendRecords, recordKind, recordsIn } from '../../../src/list/store/user-record.ts';
import { profileProperties } from '../../../src/users/property-sets.ts';
import { accountKind } from '../../../src/users/tally.ts';
import { hasTypesOfGraph, managerProperty, signInProperty } from '../../../src/users/user.ts';
import type { GraphUser } from '../../../src/users/user-type.ts';
import { createPlainPacker } from './plain-packer.ts';

const properties = ['id', 'displayName', 'userType', 'accountEnabled', 'proxyAddresses', 'assignedLicenses'];
const pages = createPagePackers(properties, true);

/** Everything that a packer keeps of one user; undefined when it takes none. */
function kept(pack: BytePacker, bytes: Buffer): string | undefined {
  const records = recordsIn(Buffer.alloc(16));
  const ids: string[] = [];
  const end = pack(bytes, 0, records, ids);
  if (end < 0) return undefined;
  return JSON.stringify([end, ids, records.starts, records.block.toString('latin1', 0, records.end)]);
}

/** The production's own slow way, as a packer: what is not copied goes through it. */
function parsing(packers: PagePackers): BytePacker {
  return (bytes, at, records, ids) => {
    const packer = packers.begin();
    packer.user(JSON.parse(bytes.toString('utf8', at)));
    const page = packer.end();
    const { block, end, starts } = page.records;
    records.starts.push(...starts);
    appendRecords(records, block, 0, end);
    ids.push(...page.ids);
    return bytes.length;
  };
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom(
    'Ada',
    'Ada, B.',
    '=1+1',
    '＝1+1',
    ' x',
    '',
    'Member',
    'Guest',
    'O’Hara',
    'a;b',
    'a;=1',
    ' =1',
    '\u00a0+1',
    '-',
    '\n=1',
    '日本',
  ),
);
/** One with the longest of names, which is longer than the JSON that it is of. */
const sku = fc.oneof(fc.uuid(), fc.constant('01d46c34-3525-47d5-bd1a-5f19979938a0'));
const licence = fc.record({ disabledPlans: fc.array(fc.uuid(), { maxLength: 2 }), skuId: sku });
const value = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false) },
  { weight: 2, arbitrary: fc.array(text, { maxLength: 3 }) },
  { weight: 2, arbitrary: fc.array(licence, { maxLength: 2 }) },
  fc.jsonValue({ stringUnit: 'grapheme', maxDepth: 2 }),
);
const id = fc.oneof({ weight: 9, arbitrary: fc.uuid() as fc.Arbitrary<unknown> }, value);
/** Any set of properties in any order, keys of every length among them, and those that take several cells of CSV. */
const names = fc.oneof(
  { weight: 5, arbitrary: fc.shuffledSubarray([...properties.slice(1), 'a', 'mail', 'état', 'extension_ab_Skype']) },
  fc.shuffledSubarray([...profileProperties.slice(1), managerProperty, signInProperty], { maxLength: 6 }),
);
const user = names.chain((others) =>
  fc.tuple(id, fc.array(value, { minLength: others.length, maxLength: others.length })).map(([first, values]) => ({
    names: ['id', ...others],
    json: JSON.stringify(Object.fromEntries([['id', first], ...others.map((name, index) => [name, values[index]])])),
  })),
);
/** What a server may do that is not ours. */
const spoil = fc.oneof(
  { weight: 6, arbitrary: fc.constant((json: string) => json) },
  fc.nat().map((at) => (json: string) => json.slice(0, at % json.length)),
  fc.nat().map((at) => (json: string) => `${json.slice(0, at % json.length)} ${json.slice(at % json.length)}`),
  fc.tuple(fc.nat(), fc.constantFrom(...'{}[]",:\\x0'.split(''))).map(
    ([at, byte]) =>
      (json: string) =>
        json.slice(0, at % json.length) + byte + json.slice((at % json.length) + 1),
  ),
);

test('a user that is copied comes out as if it had been parsed and written, and what is no user is not copied', () => {
  let copied = 0;
  fc.assert(
    fc.property(user, spoil, fc.boolean(), fc.boolean(), (sent, change, broken, csv) => {
      const bytes = Buffer.from(change(sent.json));
      // Half of a character of two bytes.
      if (broken && bytes.length > 0) bytes[bytes.length >> 1] = 0xc3;
      const asSent = kept(createBytePacker(sent.names, csv), bytes);
      if (asSent === undefined) return;
      copied += 1;
      // It may end before the bytes do.
      const whole = bytes.subarray(0, JSON.parse(asSent)[0]);
      assert.equal(asSent, kept(createPlainPacker(sent.names, csv), whole));
      // Managers come with more than what is kept of them, and are never copied.
      if (sent.names.includes(managerProperty)) return;
      assert.equal(asSent, kept(parsing(createPagePackers(sent.names, csv)), whole));
    }),
    { numRuns: 20_000 },
  );
  assert.ok(copied > 2_000, `${copied} were copied`);
});

test('the default properties are copied, every one of them: a nested one would slow down every audit', () => {
  const licences = [{ disabledPlans: [], skuId: '3b555118-da6a-4418-894f-7df1e2096870' }];
  const errors = [{ category: 'PropertyConflict', propertyCausingError: 'ProxyAddresses' }];
  const values: Record<string, unknown> = {
    accountEnabled: true,
    onPremisesSyncEnabled: false,
    otherMails: ['a@contoso.example', 'b@contoso.example'],
    proxyAddresses: [],
    assignedLicenses: licences,
    onPremisesProvisioningErrors: errors,
  };
  const full = Object.fromEntries(profileProperties.map((name) => [name, values[name] ?? `some ${name}`]));
  const empty = Object.fromEntries(profileProperties.map((name) => [name, name === 'id' ? '1' : null]));
  for (const one of [full, empty]) {
    assert.ok(hasTypesOfGraph(one as GraphUser));
    const bytes = Buffer.from(JSON.stringify(one));
    assert.equal(createPagePackers(profileProperties, true).begin().takeBytes?.(bytes, 0), bytes.length);
    const asSent = kept(createBytePacker(profileProperties, true), bytes);
    assert.equal(asSent, kept(createPlainPacker(profileProperties, true), bytes));
  }
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
    assert.equal(pages.begin().takeBytes?.(bytes, 10) ?? -1, copy ? 10 + Buffer.byteLength(json) : -1, json);
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
