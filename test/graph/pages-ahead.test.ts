import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';
import type { GraphClient } from '../../src/graph/client.ts';
import { usersPages } from '../../src/graph/pages.ts';

const graphUrl = 'https://graph.example';
const query = { graphUrl, properties: ['id'], filter: '', includeManager: false, advanced: false };
const start = `${graphUrl}/v1.0/users?$select=id&$top=999`;

/** A page with a user of that name, as Graph writes it: the link first. */
function page(id: string, next?: string): Buffer {
  const link = next === undefined ? {} : { '@odata.nextLink': `${start}&$skiptoken=${next}` };
  return Buffer.from(JSON.stringify({ ...link, value: [{ id }] }));
}

/** @param tries the bodies of each page, by its token; all but the last are cut. A page without any is refused. */
function graph(tries: Record<string, Buffer[]>) {
  const events: string[] = [];
  const client: GraphClient = {
    spent: { requests: 0, retries: 0, throttled: 0, resourceUnits: 0, waited: 0 },
    async get(url, open) {
      const token = /skiptoken=(\w+)/.exec(url)?.[1] ?? 'start';
      events.push(`asked for ${token}`);
      await undefined;
      const bodies = tries[token];
      if (bodies === undefined) throw new Failure('graph-refused', { status: 400, graphCode: 'Request_BadRequest' });
      for (const body of bodies.slice(0, -1)) {
        const cut = open();
        cut.peek?.(body);
        cut.take(body.subarray(0, -1));
        cut.drop();
        await undefined;
      }
      const whole = open();
      const body = bodies.at(-1) as Buffer;
      whole.peek?.(body);
      await undefined;
      whole.take(body);
      events.push(`got ${token}`);
      return { value: whole.end(), facts: () => ({}), retried: bodies.length > 1 };
    },
  };
  return { client, events };
}

function idsTaker() {
  const ids: string[] = [];
  return { user: ({ id }: { id: string }) => ids.push(id), end: () => ids, drop() {} };
}

async function read(client: GraphClient) {
  return (await Array.fromAsync(usersPages(client, query, idsTaker))).flat();
}

test('each page is asked for while the one before it is still coming', async () => {
  const { client, events } = graph({ start: [page('1', 'a')], a: [page('2', 'b')], b: [page('3')] });
  assert.deepEqual(await read(client), ['1', '2', '3']);
  assert.deepEqual(events, ['asked for start', 'asked for a', 'got start', 'got a', 'asked for b', 'got b']);
});

test('only the taker of the first page is told that it is the first, although the second is begun meanwhile', async () => {
  const { client } = graph({ start: [page('1', 'a'), page('1', 'a')], a: [page('2')] });
  const told: boolean[] = [];
  const begin = (isFirst: boolean) => {
    told.push(isFirst);
    return idsTaker();
  };
  await Array.fromAsync(usersPages(client, query, begin));
  assert.deepEqual(told.toSorted(), [false, true, true], 'the first was cut and came again');
});

test('whoever may stop after the first page asks for the second in its turn', async () => {
  const { client, events } = graph({ start: [page('1', 'a')], a: [page('2')] });
  const pages = usersPages(client, query, idsTaker, 'second');
  await pages.next();
  assert.deepEqual(events, ['asked for start', 'got start']);
  assert.deepEqual((await pages.next()).value, ['2']);
});

test('a page that comes again with another link: the page at the first link counts for nothing', async () => {
  const cut = page('1', 'lost');
  const { client, events } = graph({ start: [cut, page('1', 'a')], lost: [page('never')], a: [page('2')] });
  assert.deepEqual(await read(client), ['1', '2']);
  assert.ok(events.includes('asked for lost'));
});

test('a page that was asked for ahead and refused fails the list in its turn, and nobody else', async () => {
  const { client } = graph({ start: [page('1', 'gone')] });
  const pages = usersPages(client, query, idsTaker);
  assert.deepEqual((await pages.next()).value, ['1']);
  await assert.rejects(pages.next(), { code: 'graph-refused' });
  const cut = graph({ start: [page('1', 'gone'), page('1')] });
  assert.deepEqual(await read(cut.client), ['1']);
});

test('nothing is asked ahead at a foreign link', async () => {
  const body = Buffer.from('{"@odata.nextLink":"https://evil.test/v1.0/users","value":[{"id":"1"}]}');
  const { client, events } = graph({ start: [body] });
  await assert.rejects(read(client), { code: 'next-link-foreign' });
  assert.deepEqual(events, ['asked for start', 'got start']);
});
