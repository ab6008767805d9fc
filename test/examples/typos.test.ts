import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { createAuditRepository, needed } from './audit-day.ts';
import { example } from './run-workflow.ts';
import { readWorkflow } from './workflow-file.ts';

const names = (await readdir(new URL('../../examples/', import.meta.url))).filter((name) => name.endsWith('.yml'));
const texts = new Map(await Promise.all(names.map(async (name) => [name, await example(name)] as const)));

/** A slip of the pen in notice-issue.yml, and what is said of it. None gets as far as a shell. */
const slips: [from: string, to: string, said: RegExp][] = [
  ['steps.audit.outputs.headline', 'steps.audit.outputs.head-line', /there is no steps\.audit\.outputs\.head-line/],
  ['steps.audit.outputs.failed-gates', 'steps.audits.outputs.failed-gates', /there is no steps\.audits/],
  ['needs.audit.outputs.headline', 'needs.audit.outputs.heading', /there is no needs\.audit\.outputs\.heading/],
  ['needs: audit', 'needs: audits', /`needs` names audits/],
  ['          tenant-id:', '          tenant:', /action\.yml declares no input tenant$/m],
  ['secrets.ENTRA_CERTIFICATE', 'secrets.ENTRA_CERT', /there is no secrets\.ENTRA_CERT$/m],
  ['vars.ENTRA_TENANT_ID', 'vars.TENANT_ID', /there is no vars\.TENANT_ID/],
  ['inputs.accept-changes &&', 'inputs.accept-change &&', /there is no inputs\.accept-change$/m],
  ['    timeout-minutes: 35', '    timeout: 35', /does not know timeout of job audit/],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions
  ['needed=true', 'needed=${{ needs.audit.result }}', /An expression stands within `run:`/],
];

/** The same in call-audit.yml, which hands its slips on to the workflow that it calls. */
const slipsOfCaller: typeof slips = [
  ['      accept-changes: ${{', '      accept-change: ${{', /audit\.yml@<commit> declares no input accept-change$/m],
  ['      ENTRA_CERTIFICATE:', '      ENTRA_CERT:', /audit\.yml@<commit> declares no secret ENTRA_CERT$/m],
  ['|| false', "|| 'no'", /Input accept-changes is of type boolean, and not "no"/],
  ['fail-on:', 'accepted-findings: a.yml\n      fail-on:', /actions\/checkout needs the permission `contents: read`/],
  ['audit.yml@', 'audits.yml@', /audits\.yml@<commit> is no workflow of ours/],
];

test('a typo in an example is told, where GitHub would take it for nothing', async () => {
  await using repository = await createAuditRepository();
  for (const [name, list] of [
    ['notice-issue.yml', slips],
    ['call-audit.yml', slipsOfCaller],
  ] as const) {
    const text = texts.get(name) ?? '';
    for (const [from, to, said] of list) {
      const slipped = text.replace(from, () => to);
      assert.notEqual(slipped, text, from);
      await assert.rejects(repository.day(slipped, needed), said, `${from} became ${to}`);
    }
  }
});

test('the certificate and the right to write never meet in one job', () => {
  for (const [name, text] of texts) {
    for (const [id, job] of readWorkflow(text).jobs) {
      const { permissions = {}, steps, call } = job;
      const written = Object.values(permissions).includes('write') && !('id-token' in permissions);
      const signsIn = JSON.stringify([steps, call]).includes('secrets.ENTRA_');
      assert.ok(!(written && signsIn), `${name}, job ${id}`);
    }
  }
});

test('what the examples have in common is one text', () => {
  const shared = new Map<string, string>();
  for (const [name, text] of texts) {
    for (const { steps } of readWorkflow(text).jobs.values()) {
      for (const step of steps.filter((one) => one.run !== undefined && one.name !== undefined)) {
        const before = shared.get(step.name ?? '') ?? step.run;
        assert.equal(step.run, before, `step "${step.name}" of ${name} differs from that of another example`);
        shared.set(step.name ?? '', step.run ?? '');
      }
    }
  }
});

test('each permission says what it is for', async () => {
  for (const [name, text] of texts) {
    const given = text.split('\n').filter((line) => /^ {4,6}[a-z-]+: (?:read|write)\b/.test(line));
    for (const line of given) assert.match(line, / # ./, `${name}: ${line}`);
  }
  const readme = await readFile(new URL('../../examples/README.md', import.meta.url), 'utf8');
  for (const name of names) assert.ok(readme.includes(`(${name})`), `examples/README.md names ${name}`);
});
