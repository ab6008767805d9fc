import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { GitHub } from '../../emulator/github/index.ts';
import type { RunOptions } from '../../emulator/github/workflow-run.ts';
import type { Emulator } from '../../emulator/index.ts';
import { type Contexts, fillIn } from '../examples/expressions.ts';
import type { ActionInputs } from '../harness/action-manifest.ts';
import { type ActionRun, type RunActionOptions, runAction } from '../harness/run-action.ts';
import type { Outputs } from './stack.ts';

export interface AuditOptions {
  /** With GitHub the job can have an OIDC token. */
  github?: GitHub;
  run?: RunOptions;
}

/**
 * Runs the committed Action as the workflow that the stack put out says, with its outputs as they are; only the
 * addresses of the emulator are added.
 */
export async function audit(emulator: Emulator, outputs: Outputs, options: AuditOptions = {}): Promise<ActionRun> {
  const { github, run } = options;
  const { with: inputs, idToken } = stepOf(outputs.workflow ?? '');
  const contexts = contextsOf(outputs);
  const filled = Object.entries(inputs).map(([name, value]) => [name, fillIn(String(value), contexts)]);
  return auditWith(
    emulator,
    { ...Object.fromEntries(filled), publish: 'none' },
    github && { github, run: github.startRun(run), idToken },
  );
}

/** Runs the committed Action with a stack's certificate, where its workflow takes GitHub's OIDC token instead. */
export function auditWithCertificate(emulator: Emulator, outputs: Outputs): Promise<ActionRun> {
  const { tenantId, clientId, certificatePem } = outputs;
  const inputs = { 'tenant-id': tenantId, 'client-id': clientId, certificate: certificatePem, publish: 'none' };
  return auditWith(emulator, inputs);
}

/** Runs the committed Action with these inputs; only the addresses of the emulator are added. */
export async function auditWith(
  emulator: Emulator,
  inputs: ActionInputs,
  options: RunActionOptions = {},
): Promise<ActionRun> {
  const folder = await mkdtemp(join(tmpdir(), 'authority-'));
  const authority = join(folder, 'authority.pem');
  await writeFile(authority, emulator.caCertificate ?? '');
  const ended = await runAction({
    ...options,
    env: { NODE_EXTRA_CA_CERTS: authority },
    inputs: { ...inputs, 'authority-url': emulator.origin, 'graph-url': emulator.origin },
  });
  await rm(folder, { recursive: true });
  return ended;
}

/** The step of the Action in the workflow, and whether its job may have an OIDC token. */
function stepOf(workflow: string): { with: Record<string, string>; idToken: boolean } {
  const { jobs } = parse(workflow);
  const [step] = jobs.audit.steps;
  return { with: step.with, idToken: jobs.audit.permissions?.['id-token'] === 'write' };
}

/** Variables and secret have been set as `githubSetup` says, and nobody accepts what changed. */
function contextsOf({ tenantId = '', clientId = '', certificatePem = '' }: Outputs): Contexts {
  return {
    vars: { ENTRA_TENANT_ID: tenantId, ENTRA_CLIENT_ID: clientId },
    secrets: { ENTRA_CERTIFICATE: certificatePem },
    inputs: { 'accept-changes': false },
  };
}
