import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAccepted } from '../../src/inputs/input-files.ts';

const selected = ['id', 'userType', 'companyName', 'accountEnabled', 'assignedLicenses', 'extension_0a_costCentre'];
const entry = (who: string, rule = 'guest-state-odd') =>
  `- rule: ${rule}\n  reason: Known partner\n  until: 2027-01-31\n  ${who}\n`;

test('a class has values of properties, spelled in any way, of which some are lists', async () => {
  const where = 'where:\n    usertype: Guest\n    companyName: [Contoso, "null", null]\n    accountEnabled: false';
  const parsed = await parseAccepted(entry(where), selected);
  assert.deepEqual(parsed, {
    entries: [
      {
        ...{ rule: 'guest-state-odd', reason: 'Known partner', until: '2027-01-31', line: 1 },
        where: { userType: ['Guest'], companyName: ['Contoso', 'null', null], accountEnabled: ['false'] },
      },
    ],
  });
});

/** What is wrong, the line that is named, and what is said. */
const wrong: [string, string, number, RegExp][] = [
  ['a typing error', entry('where: {companyNam: x}'), 4, /\(not "companyNam"\) Did you mean "companyName"\?$/],
  ['not selected', entry('where:\n    userType: Guest\n    city: Bonn'), 6, /\(not "city": add it to select\)/],
  [
    'values with parts',
    entry('where: {assignedLicenses: x}'),
    4,
    /\(not "assignedLicenses", whose values have parts\)/,
  ],
  [
    'a value that is a map',
    entry('where:\n    companyName:\n      is: Contoso'),
    5,
    /^a text, or a list of texts, as companyName/,
  ],
  ['an empty value', entry('where: {companyName: }'), 4, /as companyName in where/],
  ['an empty list', entry('where: {companyName: []}'), 4, /as companyName in where/],
  ['no property at all', entry('where: {}'), 4, /^properties with values in where/],
  ['a text', entry('where: Guest'), 4, /^properties with values in where/],
  ['beside user', entry('where: {userType: Guest}\n  user: a'), 1, /\(user and where stand together\)/],
  ['neither', entry('until_: x').replace(/ {2}until_.*\n/, ''), 1, /\(user or where is missing\)/],
  ['of the whole directory', entry('where: {userType: Guest}', 'sync-stopped'), 1, /^user with sync-stopped, .*whole/],
  ['what is an address is not printed', entry('where: {ada@contoso.example: x}'), 4, /^(?!.*ada@)/s],
  ['a property twice', entry('where: {userType: Guest, UserType: Member}'), 4, /^userType once in where$/],
  ['what is no name is not printed', entry('where: {"##[error]forged": x}'), 4, /^(?!.*forged)/s],
];
for (const [what, text, line, told] of wrong) {
  test(`where: ${what}`, async () => {
    const parsed = await parseAccepted(text, selected);
    assert.ok('takes' in parsed, JSON.stringify(parsed));
    assert.match(`${parsed.takes}${parsed.hint ?? ''}`, told);
    assert.equal(parsed.line, line);
  });
}
