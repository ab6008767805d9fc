import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GetOptions, GraphClient } from '../../src/graph/client.ts';
import { countUsers } from '../../src/graph/count-users.ts';

const graphUrl = 'https://graph.example';

/** A Graph whose every answer has this body, in pieces of a byte; notes what was asked for, and how. */
function answering(body: string) {
  const asked: [string, GetOptions | undefined][] = [];
  const client: GraphClient = {
    spent: { requests: 0, retries: 0, throttled: 0, resourceUnits: 0, waited: 0 },
    async get(url, read, options) {
      asked.push([url, options]);
      const reader = read();
      for (const byte of Buffer.from(body)) reader.take(Buffer.of(byte));
      return { value: reader.end(), facts: () => ({}), retried: false };
    },
  };
  return { client, asked };
}

for (const [body, count] of [
  ['0', 0],
  ['12', 12],
  ['\uFEFF1234', 1234],
  ['\uFEFF 7\r\n', 7],
  ['999999999999', 999_999_999_999],
] as const) {
  test(`${JSON.stringify(body)} counts ${count} users`, async () => {
    const { client } = answering(body);
    assert.equal(await countUsers(client, { graphUrl, filter: '' }), count);
  });
}

const rubbish = [
  '',
  ' ',
  'many',
  '12 users',
  '12<html>',
  '12\n13',
  'about 12',
  'x12',
  '-1',
  '+1',
  '1.5',
  '1e3',
  '0x1f',
  '1,000',
  '1234567890123',
  '{"value":12}',
  'null',
];
for (const body of rubbish) {
  test(`${JSON.stringify(body)} is no count`, async () => {
    const { client } = answering(body);
    await assert.rejects(countUsers(client, { graphUrl, filter: '' }), SyntaxError);
  });
}

test('a count is an advanced query, of those whom the filter finds', async () => {
  const { client, asked } = answering('1');
  await countUsers(client, { graphUrl, filter: "userType eq 'Guest'" });
  await countUsers(client, { graphUrl, filter: '' });
  assert.deepEqual(asked, [
    [`${graphUrl}/v1.0/users/$count?$filter=userType%20eq%20'Guest'`, { advanced: true }],
    [`${graphUrl}/v1.0/users/$count`, { advanced: true }],
  ]);
});
