import type { CloudName } from './clouds.ts';
import type { GitHubConfig } from './github-config.ts';

/** What the texts for GitHub are made from. */
export interface Handover {
  tenantId: string;
  clientId: string;
  cloud: CloudName;
  /** Name of the stack. */
  stack: string;
  github: GitHubConfig | undefined;
  /** Whether the reader may read the times of sign-ins, too. */
  signInActivity: boolean;
  /** Where the private key of the active certificate is; undefined when there is no certificate. */
  key: 'stack' | 'elsewhere' | undefined;
}

/** The commands, for a shell in infra/, that hand the reader over to a repository. The private key is in none of them. */
export function githubSetup({ tenantId, clientId, stack, github, key }: Handover): string {
  const where = `${github === undefined ? '' : ` --repo ${github.repository}`}${github?.environment === undefined ? '' : ` --env '${shellSafe(github.environment)}'`}`;
  const lines = [
    `gh variable set ENTRA_TENANT_ID${where} --body ${tenantId}`,
    `gh variable set ENTRA_CLIENT_ID${where} --body ${clientId}`,
  ];
  if (key === 'stack') {
    lines.push(
      `pulumi stack output certificatePem --show-secrets --stack ${stack} | gh secret set ENTRA_CERTIFICATE${where}`,
    );
  }
  if (key === 'elsewhere') {
    lines.push(
      '# The private key is not in this stack. Where it is:',
      `cat key.pem certificate.pem | gh secret set ENTRA_CERTIFICATE${where}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

/** The smallest workflow that runs the Action with this reader. */
export function workflow({ tenantId, clientId, cloud, github, signInActivity, key }: Handover): string {
  const oidc = github !== undefined;
  return [
    'name: Entra user audit',
    'on:',
    '  schedule:',
    "    - cron: '17 5 * * *'",
    '  workflow_dispatch:',
    'permissions: {}',
    'jobs:',
    '  audit:',
    '    runs-on: ubuntu-latest',
    '    timeout-minutes: 35',
    '    permissions:',
    '      actions: read # finds the list of the previous run',
    ...(oidc ? ['      id-token: write'] : []),
    ...(github?.environment === undefined ? [] : [`    environment: ${JSON.stringify(github.environment)}`]),
    '    steps:',
    '      - uses: owner/entra-user-audit@<commit> # the repository that holds the Action',
    '        with:',
    `          tenant-id: ${tenantId}`,
    `          client-id: ${clientId}`,
    ...(cloud === 'public' ? [] : [`          cloud: ${cloud}`]),
    ...(signInActivity ? ['          sign-in-activity: true'] : []),
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of GitHub Actions
    ...(oidc || key === undefined ? [] : ['          certificate: ${{ secrets.ENTRA_CERTIFICATE }}']),
    '',
  ].join('\n');
}

/** Escapes a text that stands between single quotes in a shell. */
function shellSafe(text: string): string {
  return text.replaceAll("'", `'\\''`);
}
