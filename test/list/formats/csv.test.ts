import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createCellWriter, createRowWriter, csvHeader } from '../../../src/list/formats/csv.ts';
import { csvCell } from '../../../src/list/formats/csv-cells.ts';

const row = (value: unknown) => createRowWriter(['id', 'value'])({ id: '1', value });

test('the header carries a byte order mark and RFC 4180 line ends', () => {
  assert.equal(csvHeader(['id', 'value']), '\uFEFFid,value\r\n');
});

const cases: [string, unknown, string][] = [
  ['plain text', 'Ada', '1,Ada\r\n'],
  ['nothing', null, '1,\r\n'],
  ['false', false, '1,false\r\n'],
  ['a comma', 'a,b', '1,"a,b"\r\n'],
  ['a quote', 'a"b', '1,"a""b"\r\n'],
  ['a line feed', 'a\nb', '1,"a\nb"\r\n'],
  ['a lone return', 'a\rb', '1,"a\rb"\r\n'],
  ['a formula', '=HYPERLINK("x")', '1,"\'=HYPERLINK(""x"")"\r\n'],
  ['a plus', '+49 30', "1,'+49 30\r\n"],
  ['a minus', '-2+3', "1,'-2+3\r\n"],
  ['an at sign', '@SUM(A1)', "1,'@SUM(A1)\r\n"],
  ['a tab', '\t=1', `1,"'\t'=1"\r\n`],
  ['a return before a formula', '\r=1', `1,"'\r'=1"\r\n`],
  ['a wide equals sign', '\uff1d1+1', "1,'\uff1d1+1\r\n"],
  ['a wide plus', '\uff0b1', "1,'\uff0b1\r\n"],
  ['a wide minus', '\uff0d1', "1,'\uff0d1\r\n"],
  ['a wide at sign', '\uff20SUM(A1)', "1,'\uff20SUM(A1)\r\n"],
  ['a list that begins with a formula', ['=1', 'b'], `1,"'=1; b"\r\n`],
  ['a formula behind a semicolon', 'x;=1', `1,"x;'=1"\r\n`],
  ['a formula behind a semicolon and what is passed over', 'x; \u00a0"=1', `1,"x;' \u00a0""=1"\r\n`],
  ['a formula behind a tab', 'x\t+1', `1,"x\t'+1"\r\n`],
  ['a formula on a second line', 'x\r\n@y', `1,"x\r'\n'@y"\r\n`],
  ['a line feed before all else', '\n=1', `1,"'\n'=1"\r\n`],
  ['blanks before a formula', '  =1', "1,'  =1\r\n"],
  ['a quote before a formula', '"=1', `1,"'""=1"\r\n`],
  ['a list with a formula behind others', ['a', '=1', '-2'], `1,"a;' =1;' -2"\r\n`],
  ['a semicolon', 'a;b', '1,"a;b"\r\n'],
  ['a formula behind a semicolon in an object', [{ a: ';=1' }], `1,"[{""a"":"";'=1""}]"\r\n`],
  ['a negative number', -1, "1,'-1\r\n"],
  ['a sign further on', 'a=+-@', '1,a=+-@\r\n'],
  ['a list of texts', ['a', 'b'], '1,"a; b"\r\n'],
  ['an object', [{ skuId: 'x' }], '1,"[{""skuId"":""x""}]"\r\n'],
  ['an empty list', [], '1,\r\n'],
];
for (const [name, value, expected] of cases) {
  test(`a cell with ${name}`, () => assert.equal(row(value), expected));
}

test('what has columns of its own is guarded in each of them', () => {
  assert.equal(csvHeader(['id', 'manager']), '\uFEFFid,manager.id,manager.userPrincipalName\r\n');
  const manager = { id: '=1', userPrincipalName: '@b' };
  assert.equal(createRowWriter(['id', 'manager'])({ id: '+1', manager }), "'+1,'=1,'@b\r\n");
  assert.equal(createRowWriter(['id', 'manager'])({ id: '1', manager: null }), '1,,\r\n');
});

test('a manager and sign-ins have a column for each of their members', () => {
  const properties = ['id', 'manager', 'signInActivity', 'mail'];
  const columns =
    'id,manager.id,manager.userPrincipalName,signInActivity.lastSignInDateTime,signInActivity.lastNonInteractiveSignInDateTime,signInActivity.lastSuccessfulSignInDateTime,mail';
  assert.equal(csvHeader(properties), `\uFEFF${columns}\r\n`);
  const write = createRowWriter(properties);
  const manager = { id: 'm', userPrincipalName: '=boss@x', displayName: 'Boss' };
  const signInActivity = { lastSignInDateTime: '2026-01-01', lastSuccessfulSignInDateTime: '2026-01-02' };
  assert.equal(write({ id: '1', manager, signInActivity, mail: 'a' }), "1,m,'=boss@x,2026-01-01,,2026-01-02,a\r\n");
  assert.equal(write({ id: '1', manager: null }), '1,,,,,,\r\n');
});

test('behind licences stand their names, or nothing where they are not read', () => {
  const properties = ['id', 'assignedLicenses', 'mail'];
  assert.equal(csvHeader(properties), '\uFEFFid,assignedLicenses,licenses,mail\r\n');
  const write = createRowWriter(properties);
  const assignedLicenses = ['05e9a617-0261-4cee-bb44-138d3ef5d965', '=x'].map((skuId) => ({ skuId }));
  assert.equal(
    write({ id: '1', assignedLicenses: assignedLicenses.slice(0, 1), mail: 'a' }),
    '1,"[{""skuId"":""05e9a617-0261-4cee-bb44-138d3ef5d965""}]",Microsoft 365 E3,a\r\n',
  );
  assert.match(write({ id: '1', assignedLicenses, mail: 'a' }), /,"Microsoft 365 E3;' =x",a\r\n$/);
  for (const none of [[], null]) assert.equal(write({ id: '1', assignedLicenses: none, mail: 'a' }), '1,,,a\r\n');
  assert.equal(csvHeader(['id', 'mail']), '\uFEFFid,mail\r\n');
});

test('a single cell is written as in a row, where every property has one', () => {
  const write = createCellWriter(['id', 'mail']);
  assert.deepEqual(
    ['a,b', null, true, ['a', 1]].map((value) => write?.(value)),
    ['"a,b"', '', 'true', '"[""a"",1]"'],
  );
  assert.equal(createCellWriter(['id', 'manager']), undefined);
  assert.equal(row(undefined), '1,\r\n');
  assert.equal(row(true), '1,true\r\n');
  assert.equal(row(7), '1,7\r\n');
  assert.equal(row('a=b'), '1,a=b\r\n');
});

test('wherever a spreadsheet separates, no cell begins as a formula does', () => {
  const piece = fc.constantFrom(
    ';',
    '\t',
    '\n',
    '\r',
    ' ',
    '"',
    ',',
    '=',
    '+',
    '-',
    '@',
    '\uff1d',
    'x',
    "'",
    '\u00a0',
    '\0',
  );
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  fc.assert(
    fc.property(fc.oneof(text, fc.array(text, { maxLength: 4 })), (value) => {
      // A quote that is not at the beginning of a cell is a character like others, and so are separators in it.
      const cells = row(value)
        .slice(2)
        .split(/[,;\t\r\n]/);
      const live = cells.filter((cell) => /^[ "\u00a0\0]*[-=+@\uff1d]/.test(cell));
      // Behind a comma it is within quotes, whoever reads commas reads those.
      const behindComma = row(value)
        .slice(2)
        .split(',')
        .slice(1)
        .map((rest) => rest.split(/[;\t\r\n]/)[0]);
      assert.deepEqual(
        live.filter((cell) => !behindComma.includes(cell)),
        [],
      );
    }),
    { numRuns: 5_000 },
  );
});

test('a text is written as a list of that text alone is, by which nothing is passed over', () => {
  const sign = fc.constantFrom('a', 'Z', '0', 'é', '=', '+', '"', ',', ';', '\t', '\r', '\n', ' ', '\u200b', '\uff1d');
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: sign, maxLength: 6 }), fc.string()), (text) => {
      assert.equal(csvCell(text), csvCell([text]));
    }),
    { numRuns: 2_000 },
  );
});
