import { actionComment, actionRef, actionRepository } from './action-reference.ts';
import type { CloudName } from './clouds.ts';
import type { GitHubConfig } from './github-config.ts';

/** What the texts for GitHub are made from. */
export interface Handover {
  tenantId: string;
  clientId: string;
  cloud: CloudName;
  /** Full name of the stack, `organization/project/stack`. */
  stack: string;
  /** `owner/name` of the repository; undefined when only the shell knows it. */
  repository: string | undefined;
  github: GitHubConfig | undefined;
  /** Whether the reader may read the times of sign-ins, too. */
  signInActivity: boolean;
  /** Where the private key of the active certificate is; undefined when there is no certificate. */
  key: 'stack' | 'elsewhere' | undefined;
}

/**
 * The commands, for a shell in any folder, that hand the reader over to a repository: exactly what {@link workflow}
 * reads. The private key is in none of them. Parentheses and `set -e`, because gh takes an empty standard input for a
 * secret: first everything must be there, then something is written. No comments: zsh would run them when pasted.
 */
export function githubSetup(handover: Handover): string {
  const { tenantId, clientId, github } = handover;
  const lines = ['(', 'set -eu', `repository=${repositoryOf(handover)}`, ...capture(handover)];
  for (const place of placesOf(github)) {
    const where = ` --repo "$repository"${place}`;
    lines.push(`gh variable set ENTRA_TENANT_ID${where} --body ${tenantId}`);
    lines.push(`gh variable set ENTRA_CLIENT_ID${where} --body ${clientId}`);
    if (handsOverKey(handover)) lines.push(`printf '%s\\n' "$certificate" | gh secret set ENTRA_CERTIFICATE${where}`);
  }
  return `${[...lines, ')'].join('\n')}\n`;
}

function repositoryOf({ repository }: Handover): string {
  return repository ?? `\${GH_REPO:-$(gh repo view --json nameWithOwner --jq .nameWithOwner)}`;
}

/** Holds the certificate in a variable, once it is seen to be one with its key. */
function capture(handover: Handover): string[] {
  if (!handsOverKey(handover)) return [];
  const [command, refusal] =
    handover.key === 'stack'
      ? [
          `pulumi stack output certificatePem --show-secrets --stack ${quoted(handover.stack)}`,
          'The stack gave no certificate with its key',
        ]
      : ['cat key.pem certificate.pem', 'key.pem and certificate.pem are not a key and its certificate'];
  return [
    `certificate=$(${command})`,
    'case $certificate in',
    "*PRIVATE*KEY*'-----BEGIN CERTIFICATE-----'*'-----END CERTIFICATE-----'*) ;;",
    `*) echo '${refusal}: nothing was written.' >&2; exit 1 ;;`,
    'esac',
  ];
}

/** With GitHub's OIDC token the workflow reads no secret. */
function handsOverKey({ github, key }: Handover): boolean {
  return github === undefined && key !== undefined;
}

/** Where runs that may sign in look for variables: their environments, or the repository. */
function placesOf(github: GitHubConfig | undefined): string[] {
  const environments = (github?.environments ?? []).map((environment) => ` --env ${quoted(environment)}`);
  return environments.length === 0 || github?.outsideEnvironments ? ['', ...environments] : environments;
}

/** The smallest workflow that runs the Action with this reader. */
export function workflow(handover: Handover): string {
  const { cloud, github, signInActivity } = handover;
  const [environment] = github?.environments ?? [];
  return [
    'name: Entra user audit',
    'on:',
    '  schedule:',
    "    - cron: '17 5 * * *'",
    '  workflow_dispatch:',
    '    inputs:',
    '      accept-changes:',
    '        type: boolean',
    '        default: false',
    '        description: Accept what changed, for this run',
    'permissions: {}',
    'jobs:',
    '  audit:',
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 35',
    '    permissions:',
    '      actions: read # finds the list of the previous run',
    ...(github === undefined ? [] : ['      id-token: write']),
    ...(environment === undefined ? [] : [`    environment: ${JSON.stringify(environment)}`]),
    '    steps:',
    `      - uses: ${actionRepository}@${actionRef} # ${actionComment}`,
    '        with:',
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: expressions of GitHub Actions
    '          tenant-id: ${{ vars.ENTRA_TENANT_ID }}',
    '          client-id: ${{ vars.ENTRA_CLIENT_ID }}',
    ...(cloud === 'public' ? [] : [`          cloud: ${cloud}`]),
    "          fail-on: ${{ inputs.accept-changes && 'unreconciled' || 'unreconciled, removed>5%' }}",
    ...(signInActivity ? ['          sign-in-activity: true'] : []),
    ...(handsOverKey(handover) ? ['          certificate: ${{ secrets.ENTRA_CERTIFICATE }}'] : []),
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: expressions of GitHub Actions
    '',
  ].join('\n');
}

/** A text as one word of a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
