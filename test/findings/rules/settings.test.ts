import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings, parseRuleSettings } from '../../../src/findings/rule-settings.ts';
import { rules } from '../../../src/findings/rules/index.ts';

test('a rule can be switched off and on, be given a number and a severity', () => {
  const settings = parseRuleSettings([
    '# what we live with',
    'password-old: off',
    'enabled-without-license : on',
    'guest-invitation-pending: 14',
    'guest-invitation-pending: severity=high',
    'sync-old:severity = low',
  ]);
  assert.ok(!('takes' in settings));
  assert.equal(settings.get('password-old')?.on, false);
  assert.equal(settings.get('enabled-without-license')?.on, true);
  assert.deepEqual(settings.get('guest-invitation-pending'), { on: true, severity: 'high', limit: 14 });
  assert.deepEqual(settings.get('sync-old'), { on: true, severity: 'low', limit: 90 });
  assert.deepEqual(settings.get('duplicate-mail'), defaultSettings().get('duplicate-mail'));
});

const wrong: [string, RegExp, string?][] = [
  [
    'guest-invitation-pendng: off',
    /^the rules creation-burst, .*\(not "guest-invitation-pendng"\)$/,
    ' Did you mean "guest-invitation-pending"?',
  ],
  ['password-old', /^lines like "rule-id: off".*\(not "password-old"\)$/],
  ['password-old: 0', /a whole number from 1 to 36500 for password-old: days that a password may be old \(not "0"\)$/],
  ['password-old: soon', /a whole number from 1/],
  ['duplicate-mail: 3', /^off, on or severity=\.\.\. for duplicate-mail, which has no number \(not "3"\)$/],
  [
    'duplicate-mail: severity=hihg',
    /^severity=low, severity=medium, severity=high for duplicate-mail$/,
    ' Did you mean "high"?',
  ],
];
for (const [line, takes, hint = ''] of wrong) {
  test(`wrong: ${line}`, () => {
    const problem = parseRuleSettings([line]);
    assert.ok('takes' in problem);
    assert.match(problem.takes, takes);
    assert.equal(problem.hint ?? '', hint);
  });
}

test('every rule says why, what to do, and where it comes from; ids are unique and in order', () => {
  const ids = rules.map(({ id }) => id);
  assert.deepEqual(ids, [...new Set(ids)].sort());
  for (const { id, why, fix, sources, needs, title } of rules) {
    assert.match(id, /^[a-z]+(-[a-z]+)*$/);
    for (const text of [why, fix, title]) assert.ok(text.length > 15, id);
    assert.ok(needs.length > 0 && sources.length > 0, id);
    // Sign-ins are not to be had with User.Read.All: nobody may be called unused.
    assert.doesNotMatch(`${id} ${title} ${why} ${fix}`, /\b(stale|inactive|dormant|unused)\b/i);
  }
});

const limits: [string, number, number, number][] = [
  ['creation-burst', 1, 25, 1_000_000],
  ['deleted-burst', 1, 25, 1_000_000],
  ['enabled-after-leaving', 0, 0, 3_650],
  ['guest-invitation-pending', 0, 30, 3_650],
  ['missing-department', 1, 80, 100],
  ['missing-employee-type', 1, 80, 100],
  ['missing-manager', 1, 80, 100],
  ['password-old', 1, 365, 36_500],
  ['sync-old', 1, 90, 3_650],
  ['sync-stopped', 1, 72, 8_760],
];
for (const [id, least, usual, most] of limits) {
  test(`${id} takes ${least} to ${most}, and is ${usual} unless told otherwise`, () => {
    assert.equal(defaultSettings().get(id)?.limit, usual);
    for (const limit of [least, most]) {
      const settings = parseRuleSettings([`${id}: ${limit}`]);
      assert.ok(!('takes' in settings), String(limit));
      assert.deepEqual([settings.get(id)?.on, settings.get(id)?.limit], [true, limit]);
    }
    for (const limit of [least - 1, most + 1, `${least}.5`, `0x${most}`, '']) {
      assert.ok('takes' in parseRuleSettings([`${id}: ${limit}`]), String(limit));
    }
  });
}

test('no other rule has a number', () => {
  assert.deepEqual(
    rules.filter((rule) => 'limit' in rule && rule.limit).map(({ id }) => id),
    limits.map(([id]) => id),
  );
});

const exact: [string, number | undefined][] = [
  ['password-old: 1', 1],
  ['password-old: 36500', 36_500],
  ['password-old: 36501', undefined],
  ['password-old: 30d', undefined],
  ['password-old: about 30', undefined],
  ['password-old: 3.5', undefined],
  ['password-old: severity=high!', undefined],
  ['password-old: the severity=high', undefined],
  ['a rule: password-old: 30', undefined],
  ['=password-old: 30', undefined],
];
for (const [line, limit] of exact) {
  test(`${line} is ${limit ?? 'wrong'}`, () => {
    const settings = parseRuleSettings([line]);
    if (limit === undefined) assert.ok('takes' in settings);
    else assert.equal('takes' in settings ? settings.takes : settings.get('password-old')?.limit, limit);
  });
}

test('an endless line is told in short, one of eighty characters whole', () => {
  const told = (line: string) => {
    const problem = parseRuleSettings([line]);
    return 'takes' in problem ? problem.takes : '';
  };
  assert.ok(told('x'.repeat(80)).endsWith(`(not "${'x'.repeat(80)}")`));
  assert.ok(told('x'.repeat(81)).endsWith(`(not "${'x'.repeat(80)}...")`));
});

test('every source has a title and an address', () => {
  for (const { id, sources } of rules) {
    for (const { title, url } of sources) assert.ok(title.length > 10 && url.startsWith('https://'), id);
  }
});
