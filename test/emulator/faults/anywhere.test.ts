import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestGraph } from '../graph/support.ts';

const { app, faults, fault, clock } = createTestGraph();
let origin = '';

before(async () => {
  origin = await app.listen({ port: 0, host: '127.0.0.1' });
});
after(async () => {
  faults.clear();
  await app.close();
});

const ask = (path = '/v1.0/users', init: RequestInit = {}) => fetch(origin + path, init);

test('throttle: each kind of Retry-After and body', async () => {
  const inThirty = new Date(clock.now() + 30_000).toUTCString();
  for (const [retryAfter, expected] of [
    ['seconds', '30'],
    ['date', inThirty],
    ['absent', null],
    ['nonsense', 'soon'],
    [7, '7'],
    ['Mon, 01 Jan 2001 00:00:00 GMT', 'Mon, 01 Jan 2001 00:00:00 GMT'],
  ] as const) {
    fault({ kind: 'throttle', retryAfter, seconds: 30 });
    const response = await ask();
    assert.equal(response.status, 429);
    assert.equal(response.headers.get('retry-after'), expected);
    assert.equal((await ask()).status, 200);
  }
  fault({ kind: 'throttle', status: 503, body: 'accessDenied' });
  const denied = await ask();
  assert.equal(denied.status, 503);
  const { error } = (await denied.json()) as { error: { code: string; innerError: { code: string } } };
  assert.deepEqual([error.code, error.innerError.code], ['accessDenied', 'throttledRequest']);
  fault({ kind: 'throttle', body: 'UnknownError' });
  assert.match(await (await ask()).text(), /"code":"UnknownError","message":""/);
  fault({ kind: 'throttle', body: 'html' });
  assert.match(String((await ask()).headers.get('content-type')), /^text\/html/);
  fault({ kind: 'throttle', body: 'empty' });
  assert.equal(await (await ask()).text(), '');
});

test('status: any status with each kind of body', async () => {
  for (const [body, pattern] of [
    ['graph', /"code":"BadGateway"/],
    ['html', /^<!DOCTYPE html>/],
    ['text', /^upstream/],
    ['empty', /^$/],
  ] as const) {
    fault({ kind: 'status', status: 502, body });
    const response = await ask();
    assert.equal(response.status, 502);
    assert.match(await response.text(), pattern);
  }
});

test('html: a page with status 200', async () => {
  fault({ kind: 'html' });
  const response = await ask();
  assert.equal(response.status, 200);
  assert.match(await response.text(), /^<!DOCTYPE html>/);
});

test('drop: the connection ends without an answer', async () => {
  fault({ kind: 'drop' });
  await assert.rejects(ask(), TypeError);
  assert.equal((await ask()).status, 200);
});

test('cut: the headers come, and half of the body', async () => {
  fault({ kind: 'cut' });
  const response = await ask();
  assert.equal(response.status, 200);
  assert.ok(Number(response.headers.get('content-length')) > 1000);
  await assert.rejects(response.text(), TypeError);
});

test('cut-json: the answer is whole, its JSON is not', async () => {
  fault({ kind: 'cut-json' });
  const response = await ask();
  assert.equal(response.status, 200);
  const text = await response.text();
  assert.equal(Buffer.byteLength(text), Number(response.headers.get('content-length')));
  assert.match(text, /^\{"@odata\.context"/);
  assert.throws(() => JSON.parse(text), SyntaxError);
});

test('slow and delay: the whole answer comes, later', async () => {
  const whole = JSON.parse(await (await ask('/v1.0/users?$top=999')).text());
  fault({ kind: 'slow', milliseconds: 2, chunks: 5 });
  assert.deepEqual(await (await ask('/v1.0/users?$top=999')).json(), whole);
  fault({ kind: 'delay', milliseconds: 2 });
  assert.deepEqual(await (await ask('/v1.0/users?$top=999')).json(), whole);
});

test('hang: nothing comes until the faults are cleared', async () => {
  fault({ kind: 'hang' });
  const answer = ask();
  while (faults.list().at(-1)?.struck !== 1) {
    await new Promise(setImmediate);
  }
  faults.clear();
  await assert.rejects(answer, TypeError);
});

test('unauthorized: only for requests that bring a token', async () => {
  fault({ kind: 'unauthorized' });
  assert.equal((await ask()).status, 200);
  const response = await ask('/v1.0/users', { headers: { authorization: 'Bearer good' } });
  assert.equal(response.status, 401);
  assert.match(await response.text(), /InvalidAuthenticationToken/);
});
