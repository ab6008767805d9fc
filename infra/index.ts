import * as pulumi from '@pulumi/pulumi';
import { ConfigError, type ReaderConfig, readConfig } from './config.ts';
import { DirectoryReader } from './directory-reader.ts';
import { githubSetup as githubSetupOf, type Handover, workflow as workflowOf } from './handover.ts';
import { readerArgs } from './reader-args.ts';

const config = readStackConfig();
const reader = new DirectoryReader('directory-reader', readerArgs(config));
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

export const tenantId = reader.tenantId;
export const clientId = reader.clientId;
export const certificateThumbprint = reader.certificateThumbprint;
export const certificateExpiresOn = reader.certificateExpiresOn;
export const certificatePem = reader.certificatePem;
export const adminConsentUrl = reader.adminConsentUrl;
export const githubSetup = handover.apply(githubSetupOf);
export const workflow = handover.apply(workflowOf);

/** Whoever runs Pulumi can correct a wrong config: the message comes without a stack trace, which would not help. */
function readStackConfig(): ReaderConfig {
  try {
    const values = pulumi.runtime.allConfig();
    return readConfig({ values, project: pulumi.getProject(), environment: process.env });
  } catch (error) {
    if (error instanceof ConfigError) throw new pulumi.RunError(error.message);
    throw error;
  }
}
