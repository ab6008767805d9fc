import assert from 'node:assert/strict';
import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Failure } from '../../src/base/failure.ts';
import { dayOf } from '../../src/inputs/roster-cells.ts';
import { type RosterFile, readRoster } from '../../src/inputs/roster-file.ts';

async function read(content: string | Buffer): Promise<RosterFile | Failure[]> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'roster-'));
  const path = join(folder.path, 'hr.csv');
  await writeFile(path, content);
  return await readRoster({ path, given: 'hr.csv' });
}

async function roster(content: string | Buffer): Promise<RosterFile> {
  const found = await read(content);
  assert.ok(!Array.isArray(found), JSON.stringify(found));
  return found;
}

async function problems(content: string | Buffer): Promise<string[]> {
  const found = await read(content);
  assert.ok(Array.isArray(found));
  return found.map(({ facts }) => `${facts.got}: ${facts.takes}${facts.hint}`);
}

const day = (text: string) => Date.parse(text) / 86_400_000;
const plain = 'Employee ID,E-Mail,End date\n00123,Ada@contoso.example,2026-10-31\nE7,,\n';

test('it is read as any system saves it: encodings, separators, line ends, quotes', async () => {
  const quoted = plain.replaceAll(',', ';').replace('00123', '"00123"').replace('\nE7', '\n\n"E7"');
  for (const content of [
    plain,
    `\ufeff${plain}`,
    Buffer.from(`\ufeff${plain.replaceAll('\n', '\r\n').replaceAll(',', '\t')}`, 'utf16le'),
    Buffer.from(plain, 'utf16le'),
    plain.replaceAll('\n', '\r').trimEnd(),
    `sep=;\r\n${quoted}`,
    plain.replace('00123', '="00123"'),
    Buffer.from(
      plain.replace('E-Mail', 'E-Mail,Ort').replaceAll('example,', 'example,K\u00f6ln,').replace('E7,', 'E7,,'),
      'latin1',
    ),
  ]) {
    const { roster: found, rows, nameless, sha256 } = await roster(content);
    assert.deepEqual([rows, nameless, found.people, found.hasLastDays], [2, 0, 2, true]);
    assert.match(sha256, /^[0-9a-f]{64}$/);
    assert.equal(found.find({ id: '1', employeeId: '123' })?.lastDay, day('2026-10-31'));
    assert.equal(found.find({ id: '1', mail: 'ada@CONTOSO.example' })?.matchedBy, 'mail');
    assert.equal(found.find({ id: '1', proxyAddresses: ['smtp:ada@contoso.example'] })?.matchedBy, 'proxyAddresses');
    assert.deepEqual(found.find({ id: '1', employeeId: 'e7' }), {
      number: 1,
      matchedBy: 'employeeId',
      lastDay: undefined,
    });
    assert.equal(found.find({ id: '1', employeeId: 'E8', mail: null }), undefined);
  }
});

test('a cell may go on on the next line, and lines are still told as they are', async () => {
  const text = 'mail,note,last day\na@x,"two\nlines, ""quoted""",2026-01-31\nb@x,5" pipe,soon\n';
  assert.deepEqual(
    await problems(text),
    ['hr.csv, line 4: last days like 2026-10-31, or 31.10.2026 (of 03/04/2026 nobody knows which is the month)'].map(
      (line) => line.replace('hr.csv', '"hr.csv"'),
    ),
  );
});

test('everything that is wrong is told at once, by lines, and nothing of what stands there', async () => {
  const secret = 'secret';
  const found = await problems(
    `employeeId,mail,end date\n1,${secret}@x,03/04/2026\n2,b@x,2026-02-30\n1.2E+11,c@x,\n4,d@x,,${secret}\n5,e@x,${secret}\n`,
  );
  assert.deepEqual(
    found.map((text) => text.slice(0, 40)),
    [
      '"hr.csv", lines 2, 3 and 6: last days li',
      '"hr.csv", line 4: whole numbers as emplo',
      '"hr.csv", line 5: no more cells in a lin',
    ],
  );
  assert.ok(!found.join().includes(secret));
  const many = await problems(`mail,end date\n${'a@x,soon\n'.repeat(1_300)}`);
  assert.match(many[0] ?? '', /^"hr.csv", lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 1,290 more: /);
});

const whole: [string, string | Buffer, RegExp][] = [
  ['nobody knows its columns', 'ada@x,2026-10-31\n', /line 1: names of columns in the first line/],
  ['two columns of the same', 'mail,email\na@x,b@x\n', /line 1: one column of mail, not several/],
  ['nobody is in it', 'mail,name\n,Ada\n', /a row at least below the names of columns/],
  ['it is empty', '', /a row at least below/],
  ['a quote never ends', 'mail\n"a@x\nb@x\n', /line 2: a closing quotation mark/],
  ['it is no text', Buffer.alloc(64), /\(binary\)/],
  ['an address in another encoding', Buffer.from('mail\nm\u00fcller@x\n', 'latin1'), /line 2: UTF-8 or UTF-16/],
];
for (const [name, content, told] of whole) {
  test(`it is refused where ${name}`, async () => assert.match((await problems(content)).join(), told));
}

test('who has several rows stays until the last of them ends, and rows without a name are counted', async () => {
  const {
    roster: found,
    rows,
    nameless,
  } = await roster(
    'employeeId,upn,last working day\n1,a@x,2026-01-31\n1,b@x,\n2,c@x,2026-01-31\n3,c@x,2026-12-31\n,n/a,\n',
  );
  assert.deepEqual([rows, nameless, found.people], [5, 1, 3]);
  assert.equal(found.find({ id: '1', employeeId: '1' })?.lastDay, undefined);
  assert.equal(found.find({ id: '1', userPrincipalName: 'a@x' })?.number, 0);
  assert.equal(found.find({ id: '1', userPrincipalName: 'c@x' })?.lastDay, day('2026-12-31'));
});

const days: [string, string | undefined | null][] = [
  ['2026-10-31', '2026-10-31'],
  ['2026-10-31T23:00:00Z', '2026-10-31'],
  ['2026-10-31 00:00:00', '2026-10-31'],
  ['20261031', '2026-10-31'],
  ['2026/10/31', '2026-10-31'],
  ['31.10.2026', '2026-10-31'],
  ['1.2.2026', '2026-02-01'],
  ['', undefined],
  ['00000000', undefined],
  ['00.00.0000', undefined],
  ['9999-12-31', undefined],
  ['31.12.9999', undefined],
  ['03/04/2026', null],
  ['10/31/2026', null],
  ['2026-02-30', null],
  ['2026-1-2', null],
  ['46326', null],
];
for (const [text, expected] of days) {
  test(`a last day "${text}" is ${expected}`, () => {
    assert.equal(dayOf(text), typeof expected === 'string' ? day(expected) : expected);
  });
}
