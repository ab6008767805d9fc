import assert from 'node:assert/strict';
import { mkdtempDisposable, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openOutputFolder } from '../../src/disk/output-folder.ts';
import type { AcceptedFinding } from '../../src/findings/acceptances.ts';
import { findingId, type RawFinding } from '../../src/findings/finding.ts';
import type { JudgedRule } from '../../src/findings/judge-users.ts';
import type { Rule, Severity } from '../../src/findings/rules/rule.ts';
import { type WriteFindingsOptions, writeFindings } from '../../src/findings/write-findings.ts';
import { createDisclosure } from '../../src/privacy/disclosure.ts';

const now = Date.UTC(2026, 10, 30);
const texts = { title: 'T', severityWhy: 'S', confuses: 'C', why: 'W', fix: 'F', headline: { one: 'x', many: 'xs' } };

function judged(id: string, found: readonly RawFinding[], change: Partial<JudgedRule> = {}): JudgedRule {
  const limit = { value: 30, unit: 'days', meaning: 'how long' };
  const rule = { kind: 'user', id, severity: 'low', needs: [], sources: [], judge: () => undefined, limit, ...texts };
  return {
    rule: rule as unknown as Rule,
    setting: { on: true, limit: 7, severity: undefined },
    missing: [],
    async *found() {
      yield [...found];
    },
    ...change,
  };
}

function raw(subject: string, severity?: Severity): RawFinding {
  const user = { id: subject, userPrincipalName: `${subject}@contoso.example`, displayName: subject };
  return { user, subject, why: 'Because.', evidence: {}, ...(severity && { severity }) };
}

async function write(rules: readonly JudgedRule[], options: Partial<WriteFindingsOptions> = {}) {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'findings-'));
  const output = await openOutputFolder(join(folder.path, 'out'), folder.path, []);
  const told: string[] = [];
  const findings = await writeFindings(rules, {
    ...{ folder: output, scratch: output.scratch, tenantId: 't', accepted: [], previous: undefined, now },
    onFinding: ({ subject }) => told.push(subject),
    ...options,
  });
  for (const file of findings.files) await file.publish();
  const names = (await readdir(output.path)).filter((name) => !name.startsWith('.'));
  const text = await readFile(join(output.path, 'findings.json'), 'utf8');
  return { ...findings, told, names, text, json: JSON.parse(text) };
}

function acceptance(rule: string, user: string, until = '2026-12-31'): AcceptedFinding {
  return { rule, user, reason: `Of ${user}`, until, line: 1 };
}

/** What one audit found is what the next has as its earlier findings. */
async function previousOf(path: string, rules: readonly JudgedRule[], broken = false) {
  const { text } = await write(rules);
  await writeFile(path, broken ? text.slice(0, -40) : text);
  return { path, rules: new Set(rules.map(({ rule }) => rule.id)) };
}

test('each finding, in the order in which it was found; what is open, accepted and how grave is counted', async () => {
  const accepted = [acceptance('a', 'u2')];
  const { json, counts, told, names } = await write(
    [judged('a', [raw('u1'), raw('u2', 'high'), raw('u3', 'high')]), judged('b', [raw('u1', 'medium')])],
    { accepted },
  );
  assert.deepEqual(told, ['u1', 'u2', 'u3', 'u1']);
  assert.deepEqual(names, ['findings.json']);
  assert.deepEqual(counts, {
    ...{ total: 4, open: 3, accepted: 1, new: null, resolved: null },
    bySeverity: { high: 1, medium: 1, low: 1 },
  });
  assert.deepEqual(json.counts, counts);
  assert.equal('filter' in json, false);
  assert.deepEqual(
    json.findings.map(({ id, accepted }: { id: string; accepted: unknown }) => [id, accepted]),
    [
      [findingId('a', 'u1'), null],
      [findingId('a', 'u2'), { reason: 'Of u2', until: '2026-12-31' }],
      [findingId('a', 'u3'), null],
      [findingId('b', 'u1'), null],
    ],
  );
});

test('a rule is told as it was judged: its number, its severity, what it lacked', async () => {
  const { rules } = await write([
    judged('a', []),
    judged('b', [], { setting: { on: true, limit: 7, severity: 'high' }, missing: ['mail'] }),
    judged('c', [], { setting: { on: false, limit: 7, severity: undefined }, missing: ['mail'] }),
  ]);
  const limit = { value: 7, unit: 'days', meaning: 'how long' };
  assert.deepEqual(
    rules.map(({ id, severity, state, missing, limit }) => ({ id, severity, state, missing, limit })),
    [
      { id: 'a', severity: 'low', state: 'judged', missing: [], limit },
      { id: 'b', severity: 'high', state: 'not-judged', missing: ['mail'], limit },
      { id: 'c', severity: 'low', state: 'off', missing: [], limit },
    ],
  );
});

test('people see the gravest open ones first and the accepted last, 200 of a kind', async () => {
  const many = Array.from({ length: 201 }, (_, index) => raw(`low-${index}`));
  const { samples } = await write([judged('a', [...many, raw('accepted', 'high'), raw('high', 'high')])], {
    accepted: [acceptance('a', 'accepted')],
  });
  const subjects = samples.map(({ subject }) => subject);
  assert.deepEqual(
    [subjects[0], subjects[1], subjects.at(-2), subjects.at(-1)],
    ['high', 'low-0', 'low-199', 'accepted'],
  );
  assert.equal(subjects.length, 202);
});

test('what is new is known where the rule was judged before', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'previous-'));
  const previous = await previousOf(join(folder.path, 'findings.json'), [judged('a', [raw('u1'), raw('u2')])]);
  const { json, counts, rules, previousBroken } = await write(
    [judged('a', [raw('u2'), raw('u3')]), judged('b', [raw('u1')])],
    { previous, accepted: [acceptance('a', 'u4')] },
  );
  assert.deepEqual(
    json.findings.map(({ isNew }: { isNew: boolean }) => isNew),
    [false, true, null],
  );
  assert.deepEqual([counts.new, counts.resolved, previousBroken], [1, 1, false]);
  assert.deepEqual(
    rules.map(({ counts }) => counts.new),
    [1, null],
  );
});

test('where the earlier findings broke, nothing is called new', async () => {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'previous-'));
  const rules = [judged('a', [raw('u1')])];
  const previous = await previousOf(join(folder.path, 'findings.json'), rules, true);
  const findings = await write(rules, { previous });
  assert.deepEqual([findings.counts.new, findings.counts.resolved, findings.previousBroken], [null, null, true]);
  assert.equal(findings.rules[0]?.counts.new, null);
});

test('acceptances that matched nothing, ran out, or are for rules that were not judged', async () => {
  const [unmatched, expired, idle] = [
    acceptance('a', 'nobody'),
    acceptance('a', 'u1', '2026-11-29'),
    acceptance('off', 'u1'),
  ];
  const off = judged('off', [], { setting: { on: false, limit: 7, severity: undefined } });
  const findings = await write([judged('a', [raw('u1')]), off], { accepted: [unmatched, expired, idle] });
  assert.deepEqual([findings.unmatched, findings.expired, findings.idle], [[unmatched], [expired], [idle]]);
  assert.equal(findings.json.findings[0].acceptanceExpired, '2026-11-29');
  assert.deepEqual(findings.json.acceptances, { unmatched: [unmatched], expired: [expired] });
});

test('what is hidden is hidden in acceptances too, and the filter stands here where the manifest withholds it', async () => {
  const disclosure = createDisclosure(
    { redact: ['userPrincipalName', 'department'], pseudonymize: [], pseudonymKey: '' },
    'tenant',
  );
  const byClass: AcceptedFinding = {
    ...{ rule: 'a', reason: 'Of all', until: '2026-12-31', line: 3 },
    where: { department: ['Sales', null], userType: ['Guest'] },
  };
  const { json } = await write([judged('a', [])], {
    ...{ disclosure, filter: 'x eq 1', csv: true },
    accepted: [acceptance('a', 'ada@contoso.example'), acceptance('a', 'some-id'), byClass],
  });
  assert.equal(json.filter, 'x eq 1');
  const [byMail, byId, ofClass] = json.acceptances.unmatched;
  assert.deepEqual([byMail.user, byId.user, ofClass.user], ['(redacted)', 'some-id', undefined]);
  assert.deepEqual(ofClass.where, { department: ['(redacted)', null], userType: ['Guest'] });
});

test('findings.csv is written where it is wanted', async () => {
  const { names } = await write([judged('a', [raw('u1')])], { csv: true });
  assert.deepEqual(names.sort(), ['findings.csv', 'findings.json']);
});
