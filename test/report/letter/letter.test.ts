import assert from 'node:assert/strict';
import { test } from 'node:test';
import { htmlReport } from '../../../src/report/html.ts';
import type { ReportData } from '../../../src/report/report-data.ts';
import { busyReport, reportData } from '../report-fixture.ts';

/** What a reader sees of a part of the letter, without a script. */
function seen(data: ReportData, part: string): string {
  const html = [...htmlReport(data)].join('');
  const [, section = ''] =
    (part === 'head'
      ? /<header([\s\S]*?)<\/header>/
      : new RegExp(`<section aria-labelledby="${part}">([\\s\\S]*?)</section>`)
    ).exec(html) ?? [];
  return section
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ')
    .trim();
}

test('four questions are answered at the top, with names', () => {
  const head = seen(busyReport(600), 'head');
  assert.match(head, /Action needed: 1 account imitates another user's name\. 17 joined/);
  assert.match(head, /Must I act\? Yes: 1 matter\. Anna M\u0435ier ?\. 1 matter is worth a look\./);
  assert.match(
    head,
    /Who joined, who left\? 17 joined: .* and 14 more\. 5 left: Gone 0 , Gone 1 , Gone 2 and 2 more\./,
  );
  assert.match(head, /Is the list whole\? Yes: it holds 600 users; Graph counted 600 before and 600 after\./);
  assert.match(head, /Which guests does nobody answer for\? 12 of 300 guests without a sponsor\. Who they are/);
});

test('what needs somebody: the person, why, what to do, and who it looks like', () => {
  const needs = seen(busyReport(600), 'needs');
  assert.match(
    needs,
    /high 1 account imitates another user's name Anna M \u0435 ier person1@contoso\.example Its name looks like/,
  );
  assert.match(needs, /Looks like Anna Meier .* by U\+0435 .* What to do: Ask who is behind the account/);
});

test('changes are told from what to what', () => {
  const changes = seen(busyReport(600), 'changes');
  assert.match(changes, /Compared with the 588 users of the last audit, 2026-11-24 09:30 UTC\./);
  assert.match(
    changes,
    /Department: Sales \u2192 Legal State: disabled \u2192 enabled Licences: \u2212 Visio Plan 2 \+ Microsoft 365 E5/,
  );
  assert.match(changes, /Gone 4 gone4@contoso\.example not in the recycle bin/);
});

const states: [string, Partial<ReportData>, string, RegExp][] = [
  ['a quiet day', {}, 'needs', /Nothing: no gate failed, nothing new was found, and no change stands out\./],
  ['a first audit', {}, 'trends', /This is the first audit that is remembered/],
  ['no comparison', {}, 'changes', /Nothing was compared: baseline is none\./],
  [
    'no changes',
    { changes: { ...reportData().changes, compared: true, why: null, usersBefore: 3 } },
    'changes',
    /Compared with the 3 users of the last audit\. Nobody joined, left or changed\./,
  ],
  [
    'an empty directory',
    { evidence: { ...reportData().evidence, listed: 0, counts: { before: 0, after: 0 } } },
    'directory',
    /The list is empty/,
  ],
  [
    'a list that is not reconciled',
    { evidence: { ...reportData().evidence, reconciled: false } },
    'evidence',
    /NOT reconciled: .* Do not rely on who is missing/,
  ],
  [
    'encrypted neighbours',
    { evidence: { ...reportData().evidence, files: [{ name: 'users.jsonl.age', bytes: 1, sha256: 'x' }] } },
    'evidence',
    /Those that end in \.age are encrypted/,
  ],
  ['no findings', {}, 'findings', /No rule was judged\./],
  [
    'a table that was cut',
    { table: busyReport(20, 1_000).table },
    'users-heading',
    /This page holds 20 of 1,000 users: some of those without a finding or change were left out\. Everybody is in users\.jsonl\./,
  ],
  [
    'a recycle bin that was refused',
    {
      directory: { ...reportData().directory, deleted: { state: 'skipped', reason: 'No.', number: null, people: [] } },
    },
    'directory',
    /The recycle bin was not read: No\./,
  ],
];
for (const [what, data, part, text] of states) {
  test(`${what} is said in words`, () => assert.match(seen(reportData(data), part), text));
}
