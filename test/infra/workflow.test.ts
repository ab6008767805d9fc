import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { type Handover, workflow } from '../../infra/handover.ts';

const read = (path: string) => parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const { inputs } = read('action.yml');
const tenantId = '55555555-aaaa-4bbb-8ccc-666666666666';
const clientId = '77777777-aaaa-4bbb-8ccc-888888888888';
const handover: Handover = {
  tenantId,
  clientId,
  cloud: 'public',
  stack: 'prod',
  github: undefined,
  signInActivity: false,
  key: 'stack',
};
const github = {
  repository: 'contoso/audit',
  issuer: 'https://token.actions.githubusercontent.com',
  subjects: [],
  environment: "o'prod",
};

test('the workflow is YAML, uses inputs that the Action has, and asks for an OIDC token only without a certificate', () => {
  const jobOf = (text: string) => parse(text).jobs.audit;
  const byCertificate = jobOf(workflow({ ...handover, cloud: 'china' }));
  const byOidc = jobOf(workflow({ ...handover, github, signInActivity: true, key: undefined }));
  assert.deepEqual(byCertificate.steps[0].with, {
    'tenant-id': tenantId,
    'client-id': clientId,
    cloud: 'china',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions
    certificate: '${{ secrets.ENTRA_CERTIFICATE }}',
  });
  assert.deepEqual(byCertificate.permissions, { actions: 'read' });
  assert.deepEqual(byOidc.steps[0].with, {
    'tenant-id': tenantId,
    'client-id': clientId,
    'sign-in-activity': true,
  });
  assert.deepEqual([byOidc.permissions, byOidc.environment], [{ actions: 'read', 'id-token': 'write' }, "o'prod"]);
  for (const { steps } of [byCertificate, byOidc]) {
    assert.deepEqual(
      Object.keys(steps[0].with).filter((name) => !(name in inputs)),
      [],
    );
  }
});

test('the example of several tenants uses inputs that the Action has', () => {
  const { steps } = read('infra/examples/tenants.yml').jobs.audit;
  const names = Object.keys(steps[0].with);
  assert.ok(names.includes('artifact-name'));
  assert.deepEqual(
    names.filter((name) => !(name in inputs)),
    [],
  );
});
