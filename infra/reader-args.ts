import type { ReaderCertificate } from './certificate.ts';
import type { CertificateConfig } from './certificate-config.ts';
import type { ReaderConfig } from './config.ts';
import type { DirectoryReaderArgs } from './directory-reader.ts';
import { noneActive } from './losses.ts';

/** What the component takes, from what a stack's config asks for. */
export function readerArgs(config: ReaderConfig): DirectoryReaderArgs {
  const { serviceManagementReference, active, github, certificates, permissions, repository: _, ...same } = config;
  return {
    ...same,
    signInActivity: permissions.includes('AuditLog.Read.All'),
    certificates: Object.fromEntries(
      certificates.map((certificate) => [certificate.name, readerCertificate(certificate)]),
    ),
    ...(serviceManagementReference !== '' && { serviceManagementReference }),
    ...(active !== undefined && { active }),
    ...(active === undefined && certificates.length > 0 && { active: noneActive }),
    ...(github !== undefined && { github: { issuer: github.issuer, subjects: github.subjects } }),
  };
}

function readerCertificate(config: CertificateConfig): ReaderCertificate {
  return config.kind === 'made' ? { validityDays: config.validityDays } : { pem: config.pem };
}
