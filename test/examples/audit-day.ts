import { type GitHub, startGitHub } from '../../emulator/github/index.ts';
import { type ActionEnd, runWorkflow, type WorkflowEnd, type WorkflowOptions } from './run-workflow.ts';

/** What our Action may say on a day. */
export const quiet: ActionEnd = {
  result: 'success',
  outputs: {
    headline: 'Nothing needs you today. 5 joined, 2 left, 3 changed. The list is complete.',
    'new-finding-count': '0',
    'failed-gates': '',
  },
};
export const needed: ActionEnd = {
  result: 'failure',
  outputs: {
    headline:
      "Action needed: 1 new guest imitates another user's name. 5 joined, 2 left, 3 changed. The list is complete.",
    'new-finding-count': '1',
    'failed-gates': 'removed>5%, severity:high',
  },
};
/** It fell before it had a list. */
export const fallen: ActionEnd = { result: 'failure', outputs: {} };

export interface AuditRepository extends AsyncDisposable {
  github: GitHub;
  /** A run of the workflow on a day on which the Action says this. */
  day(text: string, action: ActionEnd, options?: Partial<WorkflowOptions>): Promise<WorkflowEnd>;
}

/** A repository with what the examples want of one: the variables, and the secrets of the audit. */
export async function createAuditRepository(secrets: Record<string, string> = {}): Promise<AuditRepository> {
  const permissions = {};
  const github = await startGitHub({ permissions });
  return {
    github,
    day: (text, action, options = {}) =>
      runWorkflow(text, {
        github,
        permissions,
        vars: { ENTRA_TENANT_ID: 'contoso.example', ENTRA_CLIENT_ID: '77777777-aaaa-4bbb-8ccc-888888888888' },
        secrets: { ENTRA_CERTIFICATE: 'kept-by-the-audit-alone', ...secrets },
        action: () => action,
        ...options,
      }),
    [Symbol.asyncDispose]: github.close,
  };
}
