import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RefusalKind, readRefusal } from '../../src/github/refusal.ts';

const now = Date.parse('2026-11-25T12:00:00Z');
const token = 'ghs_1234567890abcdefghijklmnopqrstuvwxyz';

function read(status: number, body: string | object, headers: Record<string, string> = {}, ofApi = true) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readRefusal({ status, headers: new Headers(headers), text, ofApi, token, now });
}

const none = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 90) };
const page = '<html><title>Rate limit &middot; GitHub</title><p>You have triggered an abuse detection mechanism.<br>';

// Messages in GitHub's words, old and new, with names of our own.
const cases: [number, string | object, RefusalKind, Record<string, string>?][] = [
  [
    403,
    { message: 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.' },
    'limit',
  ],
  [
    403,
    { message: 'You have triggered an abuse detection mechanism. Please retry your request again later.' },
    'limit',
  ],
  [403, { message: 'API rate limit exceeded for installation ID 7.' }, 'limit'],
  [403, { message: 'API rate limit exceeded for 192.0.2.1. (But here is the good news.)' }, 'limit'],
  [
    403,
    {
      message: '',
      documentation_url: 'https://docs.github.com/rest/overview/resources-in-the-rest-api#secondary-rate-limits',
    },
    'limit',
  ],
  [403, { documentation_url: 'https://developer.github.com/v3/#abuse-rate-limits' }, 'limit'],
  [403, { message: 'Maximum number of login attempts exceeded. Please try again later.' }, 'limit'],
  [403, page, 'limit'],
  [403, '', 'limit', { 'retry-after': '5' }],
  [403, {}, 'limit', none],
  [429, 'Too many', 'limit'],
  [429, '<html>Whoa there!', 'limit'],
  [403, { message: 'Too many requests. Please wait a while.' }, 'limit'],
  [403, { message: 'This was submitted too quickly after another one.' }, 'limit'],
  [403, { message: 'Resource not accessible by integration' }, 'permission'],
  [403, { message: 'Resource not accessible by integration' }, 'permission', none],
  [403, { message: 'Resource not accessible by personal access token' }, 'permission', { 'retry-after': '5' }],
  [403, { message: 'Must have admin rights to Repository.' }, 'permission'],
  [403, {}, 'permission'],
  [403, '', 'permission'],
  [403, { message: 17 }, 'permission'],
  [404, { message: 'Not Found' }, 'permission'],
  [401, { message: 'Bad credentials' }, 'token'],
  [401, '<html>', 'token'],
  [
    403,
    {
      message:
        'Resource protected by organization SAML enforcement. You must grant your OAuth token access to this organization.',
    },
    'policy',
  ],
  [403, { message: 'Not here.' }, 'policy', { 'x-github-sso': 'required; url=https://github.com/orgs/contoso/sso' }],
  [
    403,
    {
      message:
        'Although you appear to have the correct authorization credentials, the `contoso` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.',
    },
    'policy',
  ],
  [403, { message: '`contoso` forbids access via a personal access token (classic).' }, 'policy'],
  [
    403,
    {
      message:
        'Although you appear to have the correct authorization credentials, the `contoso` organization has enabled OAuth App access restrictions.',
    },
    'policy',
  ],
  [403, { message: 'As an Enterprise Managed User, you cannot access this content' }, 'policy'],
  [402, { message: 'Payment required' }, 'blocked'],
  [403, { message: 'Account payments have failed, or the spending limit was reached.' }, 'blocked'],
  [403, { message: 'Your account has been flagged.' }, 'blocked'],
  [403, { message: 'Repository is locked for migration' }, 'blocked'],
  [403, { message: 'Upgrade to GitHub Pro or make this repository public to enable this feature.' }, 'blocked'],
  [403, { message: 'Repository access blocked' }, 'blocked'],
  [451, { message: 'Repository access blocked', block: { reason: 'dmca' } }, 'blocked'],
  [403, { message: 'Sorry. Your account was suspended.' }, 'blocked'],
  [403, { message: 'Repository was archived so is read-only.' }, 'blocked'],
  [403, '<html>The firewall says no', 'other'],
  [403, '{"message": "cut of', 'other'],
  [404, '<html>no such page', 'other'],
  [422, { message: 'Validation Failed' }, 'other'],
  [500, '', 'other'],
  [503, '<html>', 'other'],
];
for (const [status, body, kind, headers] of cases) {
  test(`${status} ${JSON.stringify(body).slice(0, 90)}${headers ? ` with ${Object.keys(headers)[0]}` : ''}: ${kind}`, () => {
    assert.equal(read(status, body, headers).kind, kind);
  });
}

test('a limit is called primary or secondary, in the words of GitHub', () => {
  const told = (message: string, headers = {}) => read(403, { message }, headers).message;
  assert.equal(
    told('API rate limit exceeded for x.'),
    'GitHub asks for patience (primary rate limit: "API rate limit exceeded for x.")',
  );
  assert.equal(told('', none), 'GitHub asks for patience (primary rate limit)');
  assert.equal(
    told('A secondary rate limit.', none),
    'GitHub asks for patience (secondary rate limit: "A secondary rate limit.")',
  );
});

test('how long to wait: Retry-After, else the end of the hour where it is used up', () => {
  assert.equal(read(429, '', { 'retry-after': '7', ...none }).asked, 7_000);
  assert.equal(read(429, '', none).asked, 90_000);
  assert.equal(read(429, '', { ...none, 'x-ratelimit-remaining': '3' }).asked, undefined);
  assert.equal(read(429, '', { ...none, 'x-ratelimit-reset': 'soon' }).asked, undefined);
});

test("what something else answers in the API's place has no status: it is not GitHub that finds nothing", () => {
  assert.deepEqual(
    [read(404, '<html>'), read(404, {}), read(403, { message: 'A rate limit.' })].map(({ status }) => status),
    [undefined, 404, 429],
  );
});

test('what GitHub says is quoted, but not a token in it, nor what it says of faults of its own', () => {
  assert.equal(read(401, { message: 'Bad credentials' }).message, 'GitHub answered HTTP 401 "Bad credentials"');
  assert.equal(read(500, { message: 'boom' }).message, 'GitHub answered HTTP 500');
  assert.equal(read(403, '<html>').message, 'GitHub answered HTTP 403 and something that is not JSON');
  const { message } = read(403, { message: `no\n  ${token}\u0000 ${'x'.repeat(1_000)}` });
  assert.ok(!message.includes(token.slice(4, 30)) && message.length < 400, message);
});

test("the storage's refusals say nothing of permissions", () => {
  const { kind, message } = read(403, '<Error/>', {}, false);
  assert.deepEqual([kind, message], ['other', "GitHub's storage answered HTTP 403"]);
});
