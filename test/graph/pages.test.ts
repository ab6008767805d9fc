import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';
import type { GraphClient } from '../../src/graph/client.ts';
import { pageBody } from '../../src/graph/page-body.ts';
import { usersPages } from '../../src/graph/pages.ts';
import type { BodyReader } from '../../src/http/body-reader.ts';

const graphUrl = 'https://graph.example';
const query = { graphUrl, properties: ['id'], filter: '', includeManager: false, advanced: false };
const first = `${graphUrl}/v1.0/users?$select=id&$top=999`;

type Answer = { ids?: string[]; next?: string; retried?: boolean; error?: string };

/** Answers in the given order; notes what was asked for. */
function script(...answers: Answer[]): GraphClient & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    spent: { requests: 0, retries: 0, throttled: 0, resourceUnits: 0, waited: 0 },
    async get(url, open) {
      asked.push(url.replace(graphUrl, ''));
      const { ids = [], next, retried = false, error } = answers.shift() ?? {};
      if (error) throw new Failure('graph-refused', { status: 400, graphCode: error });
      const body = { value: ids.map((id) => ({ id })), ...(next ? { '@odata.nextLink': next } : {}) };
      return { value: whole(open(), JSON.stringify(body)), facts: () => ({}), retried };
    },
  };
}

function whole<T>(reader: BodyReader<T>, body: string): T {
  reader.take(Buffer.from(body));
  return reader.end();
}

function idsTaker() {
  const ids: string[] = [];
  return { user: ({ id }: { id: string }) => ids.push(id), end: () => ids, drop() {} };
}

const read = async (client: GraphClient) => (await Array.fromAsync(usersPages(client, query, idsTaker))).flat();

test('empty pages are passed, to the end', async () => {
  const client = script(
    { ids: ['1'], next: `${first}&$skiptoken=a` },
    { next: `${first}&$skiptoken=b` },
    { ids: ['2'] },
  );
  assert.deepEqual(await read(client), ['1', '2']);
  assert.equal(client.asked.length, 3);
});

test('an expired page token begins the list again', async () => {
  const client = script(
    { ids: ['1'], next: `${first}&$skiptoken=a` },
    { error: 'Directory_ExpiredPageToken' },
    { ids: ['1'], next: `${first}&$skiptoken=b` },
    { ids: ['2'] },
  );
  assert.deepEqual(await read(client), ['1', '1', '2']);
});

test('a lost page token goes back to the last link that a first try returned', async () => {
  const client = script(
    { ids: ['1'], next: `${first}&$skiptoken=a` },
    { ids: ['2'], next: `${first}&$skiptoken=b`, retried: true },
    { error: 'DirectoryPageTokenNotFoundException' },
    { ids: ['2'], next: `${first}&$skiptoken=c` },
    { ids: ['3'] },
  );
  assert.deepEqual(await read(client), ['1', '2', '2', '3']);
  assert.deepEqual(
    client.asked.map((url) => /skiptoken=(\w)/.exec(url)?.[1] ?? 'start'),
    ['start', 'a', 'b', 'a', 'c'],
  );
});

test('a list that has to begin again for the sixth time is given up', async () => {
  const round: Answer[] = [{ next: `${first}&$skiptoken=a` }, { error: 'Directory_ExpiredPageToken' }];
  const client = script(...Array.from({ length: 6 }, () => round).flat());
  await assert.rejects(read(client), (error: Failure) => {
    assert.equal(error.facts.graphCode, 'Directory_ExpiredPageToken');
    assert.equal(error.facts.restarts, 6);
    return true;
  });
});

for (const error of ['Directory_ExpiredPageToken', 'DirectoryPageTokenNotFoundException']) {
  test(`a list that comes further each time is not given up for ${error}, however often`, async () => {
    const pages = (count: number, retried: boolean) =>
      Array.from({ length: count }, (_, page) => ({ ids: [`${page}`], next: `${first}&$skiptoken=${page}`, retried }));
    // What a retry returned is no place to go on from, so both begin again.
    const rounds = Array.from({ length: 20 }, (_, round) => [...pages(round + 1, true), { error }]);
    const client = script(...rounds.flat(), ...pages(21, true), { ids: ['last'] });
    assert.equal((await read(client)).at(-1), 'last');
    assert.equal(client.spent.retries, 20);
  });
}

test('a list that goes on from its last place each time, and comes further, is not given up', async () => {
  const rounds = Array.from({ length: 20 }, (_, page): Answer[] => [
    { ids: [`${page}`], next: `${first}&$skiptoken=${page}a` },
    { ids: [], next: `${first}&$skiptoken=${page}b`, retried: true },
    { error: 'DirectoryPageTokenNotFoundException' },
  ]);
  const client = script(...rounds.flat(), { ids: ['last'] });
  assert.equal((await read(client)).at(-1), 'last');
});

test('empty pages without end are not followed without end', async () => {
  const pages = Array.from({ length: 300 }, (_, index) => ({ next: `${first}&$skiptoken=${index}` }));
  const client = script({ ids: ['1'], next: `${first}&$skiptoken=a` }, ...pages);
  await assert.rejects(read(client), { code: 'paging-stuck' });
  assert.equal(client.asked.length, 202);
});

test('a next link that stays where it is is not followed forever', async () => {
  const client = script(...Array.from({ length: 50 }, () => ({ next: `${first}&$skiptoken=a` })));
  await assert.rejects(read(client), { code: 'paging-stuck' });
});

for (const next of [
  'https://graph.example.evil.test/v1.0/users',
  'http://graph.example/',
  '//evil.test/',
  'https://u@graph.example/',
]) {
  test(`a next link to ${next} is refused, and nothing is sent there`, async () => {
    const client = script({ ids: ['1'], next });
    await assert.rejects(read(client), { code: 'next-link-foreign' });
    assert.equal(client.asked.length, 1);
  });
}

const malformed: [string, string][] = [
  ['{}', 'there is no "value" list in it'],
  ['[]', 'there is no "value" list in it'],
  ['{"value":[{"displayName":"x"}]}', 'a user in it has no id'],
  ['{"value":[],"@odata.nextLink":1}', '@odata.nextLink is not a text'],
];
for (const [body, reason] of malformed) {
  test(`a page that is ${body} is no list of users`, async () => {
    const client: GraphClient = {
      ...script(),
      get: async (_url, open) => ({ value: whole(open(), body), facts: () => ({}), retried: false }),
    };
    await assert.rejects(read(client), (error: Failure) => {
      assert.equal(error.code, 'graph-malformed');
      assert.equal(error.facts.reason, reason);
      return true;
    });
  });
}

test('a list of users that is not written as Graph writes it is not taken for an empty one', () => {
  const body = pageBody(idsTaker());
  assert.throws(() => whole(body, '{"v\\u0061lue":[{"id":"1"}]}'), { code: 'graph-malformed' });
});
