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
  assert.match(head, /Action needed: 1 account imitates another user's name \( Anna M\u0435ier \)\. 17 joined/);
  assert.match(
    head,
    /Must I act\? Yes: 1 account imitates another user's name: Anna M\u0435ier \. 1 matter is worth a look\./,
  );
  assert.match(
    head,
    /Who joined, who left\? 17 joined: .* and 14 more\. 5 left: Gone 0 , Gone 1 , Gone 2 and 2 more\./,
  );
  assert.match(head, /Is the list whole\? Yes: it holds 600 users; Graph counted 600 before and 600 after\./);
  assert.match(
    head,
    /Which guests does nobody answer for\? 12 of 300 guests, 3 of them enabled: .* Person 7 , .*21 , .*42 \. Who they are/,
  );
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
    {
      evidence: { ...reportData().evidence, encrypted: true, files: [{ name: 'users.jsonl', bytes: 1, sha256: 'x' }] },
    },
    'evidence',
    /They are published encrypted, as this page was, with \.age behind their names/,
  ],
  [
    'who left, where the list is not complete',
    {
      evidence: { ...reportData().evidence, reconciled: false },
      changes: { ...reportData().changes, compared: true, why: null, usersBefore: 3 },
    },
    'head',
    /Who joined, who left\? As far as the list goes, which is not complete: nobody\./,
  ],
  [
    'changes, where the list is not complete',
    {
      evidence: { ...reportData().evidence, reconciled: false },
      changes: { ...reportData().changes, compared: true, why: null, usersBefore: 3 },
    },
    'changes',
    /The list is not complete: whoever seems to have left may be there/,
  ],
  [
    'an empty directory and its guests',
    { evidence: { ...reportData().evidence, listed: 0, counts: { before: 0, after: 0 } } },
    'head',
    /answer for\? There are no guests\./,
  ],
  [
    'a tenant without a name, once',
    { tenant: { id: 'guid', name: null, domain: null } },
    'head',
    /table of everybody guid (?!.*guid)/,
  ],
  [
    'guests nobody answers for, where the rule is off',
    {
      directory: busyReport(20).directory,
      findings: {
        ...busyReport(20).findings,
        rules: busyReport(20).findings.rules.map((rule) => ({ ...rule, state: 'off' as const })),
      },
    },
    'head',
    /12 of 300 guests; the rule guest-without-sponsor is off, which would name them\./,
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

const userOf = (id: string) => ({ id, displayName: `Name ${id}`, userPrincipalName: `${id}@x` });
const needOf = (title: string, ids: string[], number = ids.length): ReportData['needs'][number] => ({
  ...{ kind: 'finding', severity: 'high', urgent: true, title, number, why: '', fix: '', docs: '' },
  people: ids.map((id) => ({ user: userOf(id), subject: id, text: '' })),
});

test('whoever is in several matters is named once, and a matter about nobody by its own words', () => {
  const several = reportData({ needs: [needOf('one', ['a', 'b']), needOf('two', ['a', 'c', 'd', 'e'])] });
  assert.match(seen(several, 'head'), /Must I act\? Yes: 2 matters: Name a , Name b , Name c and 2 more ?\./);
  const gate = reportData({ needs: [{ ...needOf('Gate removed>1 failed', []), kind: 'gate' }] });
  assert.match(seen(gate, 'head'), /Must I act\? Yes: gate removed>1 failed\./);
});

test('the headline names whom it is about, each behind the words that are theirs', () => {
  const head = seen(
    reportData({
      headline: {
        text: "Action needed: 11 guests imitate another user's name, 1 guest imitates another user's name and 1 gate failed (removed>1). Nobody joined, left or changed.",
        mood: 'error',
      },
      needs: [
        needOf("1 guest imitates another user's name", ['a']),
        needOf("11 guests imitate another user's name", ['b', 'c', 'd', 'e'], 11),
        { ...needOf('1 gate failed', []), kind: 'gate' },
      ],
    }),
    'head',
  );
  assert.match(
    head,
    /Action needed: 11 guests imitate another user's name \( Name b , Name c , Name d and 8 more\), 1 guest imitates another user's name \( Name a \) and 1 gate failed \(removed>1\)\. Nobody/,
  );
});
