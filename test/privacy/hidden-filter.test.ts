import assert from 'node:assert/strict';
import { test } from 'node:test';
import { literalsOf, queryWithoutLiterals, withoutLiterals } from '../../src/privacy/hidden-filter.ts';

const filter = "mail eq 'o''hara@x.example' or createdDateTime ge 2026-01-01T00:00:00Z and startsWith(displayName,'An";

test('of a filter the values go, and with a key another value is another filter', () => {
  assert.equal(withoutLiterals(filter, ''), "mail eq '…' or createdDateTime ge … and startsWith(displayName,'…'");
  const keyed = (text: string) => withoutLiterals(text, 'Zb7Kq2mW9xT4vN8pR1sJ6dF3gH5yL0cA');
  assert.match(keyed("mail eq 'a'"), /^mail eq '[0-9a-f]{16}'$/);
  assert.notEqual(keyed("mail eq 'a'"), keyed("mail eq 'b'"));
});

test('the values are found as Graph takes them', () => {
  assert.deepEqual(literalsOf(filter), ["o'hara@x.example", 'An']);
});

test('of a query as it was sent nothing but the values goes', () => {
  const query = `GET https://graph.example/v1.0/users?$select=id&$filter=${encodeURIComponent("mail eq 'a&b'")}&$count=true`;
  assert.equal(
    queryWithoutLiterals(query, ''),
    `GET https://graph.example/v1.0/users?$select=id&$filter=${encodeURIComponent("mail eq '…'")}&$count=true`,
  );
});
