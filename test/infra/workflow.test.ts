import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { type Handover, workflow } from '../../infra/handover.ts';

const read = (path: string) => parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));
const { inputs } = read('action.yml');
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: expressions of GitHub Actions
const ids = { 'tenant-id': '${{ vars.ENTRA_TENANT_ID }}', 'client-id': '${{ vars.ENTRA_CLIENT_ID }}' };
const certificate = '${{ secrets.ENTRA_CERTIFICATE }}';
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: expressions of GitHub Actions
const handover: Handover = {
  tenantId: '55555555-aaaa-4bbb-8ccc-666666666666',
  clientId: '77777777-aaaa-4bbb-8ccc-888888888888',
  cloud: 'public',
  stack: 'organization/entra-user-audit/prod',
  repository: undefined,
  github: undefined,
  signInActivity: false,
  key: 'stack',
};
const github = {
  repository: 'contoso/audit',
  issuer: 'https://token.actions.githubusercontent.com',
  subjects: [],
  environments: ["o'prod"],
  outsideEnvironments: false,
};

// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions
const gates = "${{ inputs.accept-changes && 'unreconciled' || 'unreconciled, removed>5%' }}";
const accepting = { 'fail-on': gates };

test('the workflow is YAML, uses inputs that the Action has, and asks for an OIDC token only without a certificate', () => {
  const jobOf = (text: string) => parse(text).jobs.audit;
  const byCertificate = jobOf(workflow({ ...handover, cloud: 'china' }));
  const byOidc = jobOf(workflow({ ...handover, github, signInActivity: true, key: undefined }));
  assert.deepEqual(byCertificate.steps[0].with, {
    ...ids,
    ...accepting,
    cloud: 'china',
    certificate,
  });
  assert.deepEqual(byCertificate.permissions, { actions: 'read' });
  assert.deepEqual(byOidc.steps[0].with, {
    ...ids,
    ...accepting,
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
