import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesClaims } from '../../../emulator/entra/claims-expression.ts';

const claims = { sub: 'repo:contoso/app:ref:refs/heads/main', repository_id: 456789 };

for (const [value, expected] of [
  ["claims['sub'] matches 'repo:contoso/app:ref:refs/heads/*'", true],
  ["claims['sub'] matches 'repo:contoso/app:ref:refs/heads/mai?'", true],
  ["claims['sub'] matches 'repo:contoso/app:ref:refs/heads/mai'", false],
  ["claims['sub'] matches 'repo:CONTOSO/*'", false],
  ["claims['sub'] eq 'repo:contoso/*'", false],
  ["claims['sub'] matches 'repo:contoso/*' and claims['repository_id'] eq '456789'", true],
  ["claims['sub'] matches 'repo:contoso/*' and claims['repository_id'] eq '4567'", false],
  ["claims['missing'] matches '*' and claims['sub'] eq 'x'", false],
  ["claims['sub'] matches 'repo.contoso/*'", false],
] as const) {
  test(`${value} is ${expected}`, () => {
    assert.equal(matchesClaims({ value, languageVersion: 1 }, claims), expected);
  });
}
