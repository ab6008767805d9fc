import * as pulumi from '@pulumi/pulumi';
import { ConfigError, type ReaderConfig, readConfig } from './config.ts';
import { DirectoryReader } from './directory-reader.ts';
import { githubSetup as githubSetupOf, type Handover, workflow as workflowOf } from './handover.ts';
import type { Held } from './held.ts';
import { unfinishedDestroy } from './losses.ts';
import { readHeld } from './read-held.ts';
import { readerArgs } from './reader-args.ts';

const name = 'directory-reader';
const outputs = deploy();

/**
 * Pulumi awaits this module, and so gets the outputs, as does whoever imports it. Exported one by one, each that a stack
 * does not have, such as a certificate with GitHub's OIDC token, would be a warning at every up.
 */
// biome-ignore lint/suspicious/noThenProperty: a promise is what it is meant to be
export const then = outputs.then.bind(outputs);

/** What the stack holds is read before anything else, so that a config that would lose some of it changes nothing. */
async function deploy() {
  const held = readHeld(name);
  const unfinished = unfinishedDestroy(await held);
  if (unfinished !== undefined) throw new pulumi.RunError(unfinished);
  const config = await readStackConfig(held);
  const reader = new DirectoryReader(name, readerArgs(config), {}, { held });
  const handover = pulumi.all([reader.tenantId, reader.clientId]).apply(
    ([tenant, client]): Handover => ({
      tenantId: tenant,
      clientId: client,
      cloud: config.cloud,
      stack: `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`,
      repository: config.repository,
      github: config.github,
      signInActivity: config.permissions.includes('AuditLog.Read.All'),
      key: reader.certificateThumbprint && (reader.certificatePem === undefined ? 'elsewhere' : 'stack'),
    }),
  );
  const { certificateThumbprint, certificateExpiresOn, certificatePem } = reader;
  const certificate = {
    ...(certificateThumbprint && { certificateThumbprint, certificateExpiresOn }),
    ...(certificatePem && { certificatePem }),
  };
  return {
    tenantId: reader.tenantId,
    clientId: reader.clientId,
    ...certificate,
    adminConsentUrl: reader.adminConsentUrl,
    githubSetup: handover.apply(githubSetupOf),
    workflow: handover.apply(workflowOf),
  };
}

/** Whoever runs Pulumi can correct a wrong config: the message comes without a stack trace, which would not help. */
async function readStackConfig(held: Promise<Held>): Promise<ReaderConfig> {
  try {
    const values = pulumi.runtime.allConfig();
    return readConfig({ values, project: pulumi.getProject(), environment: process.env, held: await held });
  } catch (error) {
    if (error instanceof ConfigError) throw new pulumi.RunError(error.message);
    throw error;
  }
}
