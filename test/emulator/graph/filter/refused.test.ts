import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph, EVENTUAL } from '../support.ts';

const { get } = createTestGraph({ users: 30 });
const fifteen = Array.from({ length: 15 }, (_, number) => `'${number}'`);

const syntax: [filter: string, words: RegExp][] = [
  ['', /^Invalid filter clause: Expression expected at position 0 in ''\.$/],
  ['userType', /Syntax error at position 8 in 'userType'/],
  ['userType eq', /Expression expected at position 11/],
  ["userType is 'Guest'", /Syntax error at position 9/],
  ["userType eq 'Guest", /unterminated string literal at position 12/],
  ["userType eq 'Guest' userType", /Syntax error at position 20/],
  ["(userType eq 'Guest'", /'\)' or operator expected at position 20/],
  ["userType eq 'Guest' and", /Expression expected at position 23/],
  ["userType in 'Guest'", /'\(' expected at position 12/],
  ["userType in ('Guest'", /'\)' or ',' expected at position 20/],
  ["startsWith(displayName 'a')", /'\)' or ',' expected at position 23/],
  ["contains(displayName,'a')", /unknown function with name 'contains'/],
  ['userType eq Guest', /Could not find a property named 'Guest'/],
  ["shoeSize eq '42'", /Could not find a property named 'shoeSize' on type 'microsoft\.graph\.user'/],
  ["accountEnabled eq 'true'", /incompatible types.*'Edm\.Boolean' and 'Edm\.String'/],
  ['displayName eq 7', /'Edm\.String' and 'Edm\.Int32'/],
  ['createdDateTime ge 2024-01-01', /'Edm\.DateTimeOffset' and 'Edm\.Date'/],
  ["createdDateTime ge '2024-01-01T00:00:00Z'", /'Edm\.DateTimeOffset' and 'Edm\.String'/],
  ['createdDateTime ge 2024-01-01T99:00:00Z', /Syntax error/],
  ['createdDateTime ge 2024-01-01T00:00:00', /Syntax error/],
  ['displayName eq %', /character '%' is not valid at position 15/],
  [`${'('.repeat(150)}accountEnabled eq true${')'.repeat(150)}`, /recursion limit/],
];

for (const [filter, words] of syntax) {
  test(`the filter ${filter.slice(0, 60)} is a bad request, advanced or not`, async () => {
    for (const headers of [{}, EVENTUAL]) {
      const path = `http://graph.example/v1.0/users?$count=true&$filter=${encodeURIComponent(filter)}`;
      const { status, body } = await get(path, headers);
      assert.equal(status, 400);
      assert.equal(body.error.code, 'BadRequest');
      assert.match(body.error.message, words);
      assert.match(body.error.message, /^Invalid filter clause: /);
    }
  });
}

const neverSupported = [
  'createdDateTime gt 2024-01-01T00:00:00Z',
  'createdDateTime lt 2024-01-01T00:00:00Z',
  "userPrincipalName ge 'a'",
  "displayName le 'm'",
  "startsWith(userType,'G')",
  "endsWith(displayName,'x')",
  "faxNumber ge '1'",
  'creationType eq null',
  'employeeHireDate eq null',
  "identityParentId eq '1'",
  "onPremisesSecurityIdentifier eq 'x' or startsWith(onPremisesSecurityIdentifier,'S')",
  "proxyAddresses/any(p:p ne 'x')",
  "proxyAddresses/any(p:p eq 'x' or p eq 'y')",
  "proxyAddresses/any(p:q eq 'x')",
  "assignedPlans/any(a:a/assignedDateTime eq 'x')",
  "identities/any(i:i/issuerAssignedId eq 'x')",
  'id eq null',
  'createdDateTime ge null',
  'assignedLicenses/$count eq 3',
  "passwordPolicies eq 'None'",
];

for (const filter of neverSupported) {
  test(`the filter ${filter} is not supported, advanced or not`, async () => {
    for (const headers of [{}, EVENTUAL]) {
      const { status, body } = await get(`/users?$count=true&$filter=${filter}`, headers);
      assert.equal(status, 400);
      assert.equal(body.error.code, 'Request_UnsupportedQuery');
    }
  });
}

const advanced = [
  "userType ne 'Guest'",
  'not(accountEnabled eq true)',
  "endsWith(mail,'x')",
  'createdDateTime eq null',
  'department eq null',
  'employeeHireDate ge 2024-01-01T00:00:00Z',
  'assignedLicenses/$count eq 0',
  "mobilePhone eq '1'",
  "onPremisesImmutableId eq 'x'",
  'onPremisesLastSyncDateTime ge 2024-01-01T00:00Z',
  'passwordPolicies eq null',
  "passwordPolicies ne 'None'",
  "not(proxyAddresses/any(p:p eq 'x'))",
  "proxyAddresses/any(p:endsWith(p,'x'))",
  "assignedPlans/any(a:a/service eq 'exchange')",
  'assignedPlans/any(a:a/servicePlanId eq 05e9a617-0261-4cee-bb44-138d3ef5d965)',
  "businessPhones/any(p:startsWith(p,'1'))",
  "onPremisesExtensionAttributes/extensionAttribute7 eq 'x'",
  'onPremisesExtensionAttributes/extensionAttribute7 eq null',
  "employeeOrgData/costCenter eq 'x'",
  'passwordProfile/forceChangePasswordNextSignIn eq true',
  "companyName eq 'Contoso'",
  `id in (${[...fifteen, "'16'"].join(',')})`,
  [...fifteen, "'16'"].map((value) => `displayName eq ${value}`).join(' or '),
];

for (const filter of advanced) {
  test(`the filter ${filter.slice(0, 60)} needs the header and $count=true`, async () => {
    const path = `/users?$filter=${filter}`;
    for (const answer of [await get(path), await get(path, EVENTUAL), await get(`${path}&$count=true`)]) {
      assert.equal(answer.status, 400);
      assert.equal(answer.body.error.code, 'Request_UnsupportedQuery');
    }
    assert.equal((await get(`${path}&$count=true`, EVENTUAL)).status, 200);
    assert.equal((await get(`/users/$count?$filter=${filter}`, EVENTUAL)).status, 200);
  });
}

test('the missing header is named', async () => {
  const { body } = await get("/users?$filter=userType ne 'Guest'&$count=true");
  assert.equal(
    body.error.message,
    "Operator: 'NotEqualsMatch' is not supported because the 'ConsistencyLevel:eventual' header is missing. Refer to https://aka.ms/graph-docs/advanced-queries for more information",
  );
});

const plain = [
  "userType eq 'Guest'",
  'accountEnabled eq true and createdDateTime ge 2020-01-01T00:00:00Z',
  'createdDateTime le 2024-01-01T00:00:00.123+02:00',
  'deletedDateTime ge 2024-01-01T00:00Z',
  'assignedLicenses/any(x:x/skuId eq 05e9a617-0261-4cee-bb44-138d3ef5d965)',
  "ageGroup eq 'Adult'",
  "mailNickname eq 'x' and startsWith(onPremisesUserPrincipalName,'a')",
  "imAddresses/any(i:startsWith(i,'sip:'))",
  "identities/any(i:i/issuerAssignedId eq 'x' and i/issuer eq 'contoso.example')",
  "onPremisesProvisioningErrors/any(e:e/category eq 'PropertyConflict')",
  "onPremisesSecurityIdentifier eq 'S-1-5-21'",
  "startsWith(displayName,'a') or startswith(mail,'b') eq true",
  `id in (${fifteen.join(',')})`,
  "proxyAddresses/any(p:p eq 'smtp:x@contoso.example')",
  "(((userPrincipalName eq 'x')))",
  "displayName eq 'it''s'",
];

for (const filter of plain) {
  test(`the filter ${filter.slice(0, 60)} works in default mode`, async () => {
    assert.equal((await get(`http://graph.example/v1.0/users?$filter=${encodeURIComponent(filter)}`)).status, 200);
  });
}
