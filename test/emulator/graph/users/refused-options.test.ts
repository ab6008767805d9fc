import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph, EVENTUAL } from '../support.ts';

const { get } = createTestGraph({ users: 30 });

const refusals: [path: string, code: string, words: RegExp, headers?: Record<string, string>][] = [
  [
    '/users?$top=1000',
    'Request_UnsupportedQuery',
    /^Invalid page size specified: '1000'\. Must be between 1 and 999 inclusive\.$/,
  ],
  ['/users?$top=0', 'Request_UnsupportedQuery', /'0'/],
  ['/users?$top=-1', 'BadRequest', /'-1'/],
  ['/users?$top=ten', 'BadRequest', /'ten'/],
  ['/users?$skip=5', 'Request_UnsupportedQuery', /\$skip/],
  [
    '/users?$select=id,shoeSize',
    'BadRequest',
    /^Parsing OData Select and Expand failed: Could not find a property named 'shoeSize' on type 'microsoft\.graph\.user'\.$/,
  ],
  ['/users?$top=1&$top=2', 'BadRequest', /more than once/],
  ['/users?$select=id&$Select=mail', 'BadRequest', /more than once/],
  ['/users?$apply=x', 'BadRequest', /'\$apply'/],
  ['/users?$count=yes', 'BadRequest', /'true' or 'false'/],
  ['/users?$orderby=department', 'Request_UnsupportedQuery', /department/],
  ['/users?$orderby=shoeSize', 'BadRequest', /shoeSize/],
  ['/users?$orderby=displayName up', 'BadRequest', /orderby/],
  [
    "/users?$orderby=displayName&$filter=userType eq 'Guest'",
    'Request_UnsupportedQuery',
    /^Sorting not supported for current query\.$/,
  ],
  ['/users?$search="displayName:a"', 'Request_UnsupportedQuery', /ConsistencyLevel: eventual/],
  ['/users?$count=true&$search=displayName:a', 'BadRequest', /double quotes/, EVENTUAL],
  ['/users?$expand=memberOf', 'Request_UnsupportedQuery', /memberOf/],
  ['/users?$expand=shoes', 'BadRequest', /'shoes'/],
  ['/users?$expand=manager($select=shoeSize)', 'BadRequest', /'shoeSize'/],
  ['/users?$expand=manager($levels=max)', 'Request_UnsupportedQuery', /levels/],
  ['/users?$expand=manager&$count=true', 'Request_UnsupportedQuery', /expand/, EVENTUAL],
  ['/users/$count', 'Request_BadRequest', /^\$count is not currently supported\.$/],
  ['/users/$count?$top=5', 'BadRequest', /\$top/, EVENTUAL],
];

for (const [path, code, words, headers] of refusals) {
  test(`${path} is refused with ${code}`, async () => {
    const { status, body } = await get(path, headers);
    assert.equal(status, 400);
    assert.equal(body.error.code, code);
    assert.match(body.error.message, words);
    assert.ok(body.error.innerError['request-id']);
  });
}

test('properties of a single user are not implemented on the list', async () => {
  for (const name of ['aboutMe', 'mailboxSettings', 'skills']) {
    assert.equal((await get(`/users?$select=id,${name}`)).status, 501);
  }
});

test('options without a dollar sign are ignored', async () => {
  assert.equal((await get('/users?top=1000&api-version=x&top=2')).body.value.length, 30);
});
