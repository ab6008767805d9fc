import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';
import type { GetOptions, GraphClient } from '../../src/graph/client.ts';
import { recycleBin } from '../../src/graph/query.ts';
import { readSideList } from '../../src/graph/side-list.ts';

const query = {
  ...{ graphUrl: 'https://graph.example', properties: ['id'], place: recycleBin },
  ...{ filter: '', includeManager: false, advanced: false },
};
const spent = { requests: 0, retries: 0, throttled: 0, resourceUnits: 0, waited: 0 };
const hour = 3_600_000;

async function read(answer: (url: string) => object, roles: string[] = []) {
  const ids: string[] = [];
  const asked: GetOptions[] = [];
  const client: GraphClient = {
    spent,
    async get(url, begin, options = {}) {
      asked.push(options);
      const reader = begin();
      reader.take(Buffer.from(JSON.stringify(answer(url))));
      return { value: reader.end(), facts: () => ({}), retried: false };
    },
  };
  const sink = {
    begin() {
      const page: string[] = [];
      return { user: ({ id }: { id: string }) => void page.push(id), end: () => page, drop() {} };
    },
    add: (page: string[]) => void ids.push(...page),
  };
  const pace = { now: () => 0, deadline: hour };
  const outcome = await readSideList(client, query, { pace, permission: 'User.Read.All', roles: () => roles }, sink);
  return { outcome, ids, asked };
}

function refuse(code: ConstructorParameters<typeof Failure>[0], facts = {}): () => never {
  return () => {
    throw new Failure(code, facts);
  };
}

test('all pages are read, and none may take as long as the audit', async () => {
  const next = 'https://graph.example/v1.0/next';
  const { outcome, ids, asked } = await read((url) =>
    url === next ? { value: [{ id: 'b' }] } : { '@odata.nextLink': next, value: [{ id: 'a' }] },
  );
  assert.deepEqual([ids, outcome.status], [['a', 'b'], 'read']);
  assert.equal(outcome.query, `GET https://graph.example/v1.0/${recycleBin}?$select=id&$top=999`);
  assert.ok(asked.every(({ deadline, inTurn }) => (deadline ?? hour) < hour && inTurn !== undefined));
});

for (const [what, answer, roles, reason] of [
  [
    'a refusal without the permission',
    refuse('graph-refused', { status: 403, graphCode: 'Authorization_RequestDenied' }),
    [],
    'it needs the application permission User.Read.All with consent (HTTP 403 Authorization_RequestDenied)',
  ],
  [
    'a refusal with it',
    refuse('graph-refused', { status: 403, graphCode: 'Denied' }),
    ['User.Read.All'],
    'Graph refuses it, although User.Read.All is granted (HTTP 403 Denied)',
  ],
  [
    'another refusal',
    refuse('graph-refused', { status: 400, graphCode: 'Request_UnsupportedQuery' }),
    [],
    'Graph answered HTTP 400 Request_UnsupportedQuery',
  ],
  ['no answer', refuse('time-limit'), [], 'Graph did not answer in time'],
  [
    'a link to strangers',
    () => ({ '@odata.nextLink': 'https://evil.example/', value: [] }),
    [],
    'it failed (next-link-foreign)',
  ],
  [
    'a user without an id',
    () => ({ value: [{ mail: 'x' }] }),
    [],
    "Graph's answer could not be read (graph-malformed)",
  ],
] as const) {
  test(`${what} is the reason why it was skipped`, async () => {
    const { outcome } = await read(answer, [...roles]);
    assert.deepEqual([outcome.status, 'reason' in outcome && outcome.reason], ['skipped', reason]);
  });
}

for (const code of ['cancelled', 'disk-full', 'disk-refused'] as const) {
  test(`${code} ends the audit`, async () => {
    await assert.rejects(read(refuse(code)), { code });
  });
}
