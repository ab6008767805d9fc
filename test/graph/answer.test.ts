import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../src/base/failure.ts';
import { judgeAnswer } from '../../src/graph/answer.ts';
import { usersUrl } from '../../src/graph/query.ts';

const query = {
  graphUrl: 'https://graph.example',
  properties: ['id'],
  includeManager: true,
  advanced: false,
};

function requestToldOf(url: string): unknown {
  const response = { status: 400, headers: new Map<string, string>(), body: '{"error":{"code":"Odd"}}', secrets: [] };
  try {
    judgeAnswer(response, url, 1, { take() {}, end: () => undefined, drop() {} });
  } catch (error) {
    if (error instanceof Failure) return error.facts.request;
  }
  return undefined;
}

test('a request that asks for users by their ids is told without them', () => {
  const url = usersUrl({ ...query, filter: "id in ('6f0c0b5e-1','7a1d''e')" });
  assert.equal(
    requestToldOf(url),
    'GET https://graph.example/v1.0/users?$select=id&$top=999&$filter=id%20in%20(...)&$expand=manager($select%3Did,userPrincipalName)',
  );
});

test('a filter of the workflow is told as it is, and a page token is not', () => {
  const url = `${usersUrl({ ...query, filter: "startswith(city,'B')", includeManager: false })}&$skiptoken=abc`;
  assert.equal(
    requestToldOf(url),
    "GET https://graph.example/v1.0/users?$select=id&$top=999&$filter=startswith(city,'B')&$skiptoken=...",
  );
});
