import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAuditRepository, fallen, needed, quiet } from './audit-day.ts';
import { missingPrograms } from './programs.ts';
import { example } from './run-workflow.ts';

const text = await example('notice-issue.yml');
const skip = missingPrograms('bash', 'curl', 'jq');

test('one issue is opened, brought up to date, commented on what is new, and closed', { skip }, async () => {
  await using repository = await createAuditRepository();
  const { issues } = repository.github;
  await repository.day(text, quiet);
  assert.equal(issues.all.length, 0, 'a quiet day opens none');

  const first = await repository.day(text, needed);
  assert.deepEqual([first.jobs.audit?.result, first.jobs.notice?.result], ['failure', 'success']);
  const [issue] = issues.all;
  assert.deepEqual([issue?.labels, issue?.state, issue?.comments], [['entra-user-audit'], 'open', []]);
  assert.match(issue?.body ?? '', /^<!-- .+ -->\n\*\*Action needed: 1 new guest imitates another user's name\. /);
  assert.match(issue?.body ?? '', /- New findings: 1\n- Failed gates: removed>5%, severity:high\n/);
  assert.match(issue?.body ?? '', /\[The run\]\(http:\S+\/contoso\/directory-audit\/actions\/runs\/\d+\)/);

  const said = issue?.body;
  await repository.day(text, needed);
  assert.deepEqual(issue?.comments, [], 'nothing is told twice');
  assert.notEqual(issue?.body, said, 'it names the latest run');

  await repository.day(text, fallen);
  const fell = 'Action needed: the audit did not finish (its result is "failure"). See the run.';
  assert.deepEqual(issue?.comments, [fell]);
  assert.ok(issue?.body?.includes('- New findings: not known\n'));

  await repository.day(text, quiet);
  assert.deepEqual([issue?.state, issue?.stateReason], ['closed', 'completed']);
  assert.equal(issue?.comments.at(-1), quiet.outputs.headline);

  await repository.day(text, { ...quiet, result: 'failure' });
  assert.equal(issues.all.length, 2, 'what failed after its verdict is told in an issue of its own');
  assert.ok(issues.all[1]?.body?.includes(fell));
});

test('of two open issues the older stays; what only looks like it is left alone', { skip }, async () => {
  await using repository = await createAuditRepository();
  const { issues } = repository.github;
  await repository.day(text, needed);
  const [first] = issues.all;
  const twin = issues.open({ title: 'twin', body: first?.body ?? null, labels: ['entra-user-audit'] });
  const others = [
    issues.open({ title: 'labelled', body: null, labels: ['entra-user-audit'] }),
    issues.open({ title: 'quoted', body: first?.body ?? null }),
    issues.open({ title: 'request', body: first?.body ?? null, labels: ['entra-user-audit'], pullRequest: true }),
  ];
  await repository.day(text, needed);
  assert.deepEqual([first?.state, twin.state, twin.stateReason], ['open', 'closed', 'not_planned']);
  await repository.day(text, quiet);
  assert.equal(first?.state, 'closed');
  assert.deepEqual(
    others.map(({ state, comments }) => [state, comments.length]),
    others.map(() => ['open', 0]),
  );
});

test('without the right to write issues the notice fails, and is not lost in silence', { skip }, async () => {
  await using repository = await createAuditRepository();
  const { jobs } = await repository.day(text.replace('issues: write', 'issues: read'), needed);
  assert.equal(jobs.notice?.result, 'failure');
  assert.ok(jobs.notice?.lines.some((line) => line.includes('403')));
});
