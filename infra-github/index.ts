import * as github from '@pulumi/github';
import * as pulumi from '@pulumi/pulumi';

/**
 * Hands a reader over to a repository, as the commands of its output `githubSetup` do.
 *
 * A program of its own: Pulumi loads the plugin of every package that a program has, so in infra/ everybody would need
 * the plugin for GitHub, and a token that writes secrets, to register an application in Entra.
 */
const config = new pulumi.Config();
const reader = new pulumi.StackReference(config.require('reader'));
const repository = config.require('repository');
const environment = config.get('environment') ?? '';

const variables = {
  ENTRA_TENANT_ID: reader.requireOutput('tenantId'),
  ENTRA_CLIENT_ID: reader.requireOutput('clientId'),
};
for (const [variableName, value] of Object.entries(variables)) {
  const args = { repository, variableName, value };
  if (environment === '') new github.ActionsVariable(variableName, args);
  else new github.ActionsEnvironmentVariable(variableName, { ...args, environment });
}

if (config.getBoolean('certificate') ?? true) {
  const secretName = 'ENTRA_CERTIFICATE';
  const args = { repository, secretName, value: pulumi.secret(reader.getOutput('certificatePem').apply(given)) };
  if (environment === '') new github.ActionsSecret(secretName, args);
  else new github.ActionsEnvironmentSecret(secretName, { ...args, environment });
}

/**
 * Refused, and not left out: a secret that was there would go, because the reader's stack has changed.
 */
function given(certificate: unknown): string {
  if (typeof certificate === 'string' && certificate !== '') return certificate;
  throw new pulumi.RunError(
    `The stack ${config.require('reader')} hands out no certificate with its key: its workflows sign in by GitHub's OIDC token, or the key is elsewhere. Nothing secret is to be written then: pulumi config set certificate false`,
  );
}
