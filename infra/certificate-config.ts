import { X509Certificate } from 'node:crypto';
import { noneActive } from './losses.ts';
import { readSettings, type Settings } from './settings.ts';

/** A certificate that is made here, or the public part of one whose key was made elsewhere. */
export type CertificateConfig = { name: string } & (
  | { kind: 'made'; validityDays: number }
  | { kind: 'brought'; pem: string }
);

export interface CertificatesConfig {
  certificates: CertificateConfig[];
  /** Name of the certificate that the outputs hand out; undefined when they hand out none. */
  active: string | undefined;
}

/** Two years: what Microsoft's own tools and most policies allow at most. */
const longestValidity = 730;
const defaultName = 'first';
const smallestKey = 2048;

/**
 * Reads `certificates`, `active` and `validityDays`.
 *
 * @param needed whether there must be a certificate, because there is no other way to sign in
 */
export function readCertificates(settings: Settings, needed: boolean): CertificatesConfig {
  const validityDays = settings.whole('validityDays', { least: 1, most: longestValidity, fallback: 180 });
  const entries = Object.entries(settings.object('certificates'));
  if (entries.length === 0 && needed) entries.push([defaultName, {}]);
  const certificates = entries.map(([name, value]) => readCertificate(name, value, validityDays, settings.problems));
  refuseTwins(certificates, settings.problems);
  return {
    certificates,
    active: readActive(
      settings,
      certificates.map(({ name }) => name),
      needed,
    ),
  };
}

function readCertificate(name: string, value: unknown, validityDays: number, problems: string[]): CertificateConfig {
  const path = `certificates.${name}`;
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/i.test(name)) {
    problems.push(`"${path}": a name has up to 40 letters, digits and hyphens, and does not begin with a hyphen`);
  }
  if (name === noneActive)
    problems.push(`"${path}": the name "${noneActive}" is what "active" says for no certificate`);
  // YAML reads "2026-b:" with nothing behind it as null, and "pulumi config set --path" makes a text of {}.
  const given = value === null || value === '' || value === '{}' ? {} : value;
  if (typeof given !== 'object' || Array.isArray(given)) {
    problems.push(`"${path}" takes an object: {} for a new certificate, or { pem } for one that was brought along`);
    return { name, kind: 'made', validityDays };
  }
  const entry = readSettings(given as Record<string, unknown>, problems, `${path}.`);
  entry.refuseUnknown(['validityDays', 'pem']);
  const pem = entry.text('pem', { longest: 32_768 });
  if (pem === '') {
    const days = entry.whole('validityDays', { least: 1, most: longestValidity, fallback: validityDays });
    return { name, kind: 'made', validityDays: days };
  }
  if ('validityDays' in (given as object))
    problems.push(`"${path}" has both pem and validityDays: a certificate that was brought along has its own end`);
  const problem = problemOfPem(pem);
  if (problem !== undefined) problems.push(`"${path}.pem" ${problem}`);
  return { name, kind: 'brought', pem: `${pem.replaceAll('\\n', '\n').trim()}\n` };
}

/** What is wrong with the text, without repeating it: there may be a key in it. */
function problemOfPem(text: string): string | undefined {
  const pem = text.replaceAll('\\n', '\n');
  if (pem.includes('PRIVATE KEY')) {
    return 'holds a private key, which must never come here: take it out of the stack file and its history, replace that key, and give the certificate alone';
  }
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----/g)?.length ?? 0;
  if (blocks !== 1) return `holds ${blocks} certificates in PEM form; it takes exactly one, without its chain`;
  try {
    const { publicKey } = new X509Certificate(pem);
    const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
    if (publicKey.asymmetricKeyType !== 'rsa')
      return `has a key of type ${publicKey.asymmetricKeyType}; Entra ID takes RSA only`;
    return bits < smallestKey ? `has an RSA key of ${bits} bits; ${smallestKey} is the least` : undefined;
  } catch {
    return 'cannot be read as a certificate: the text was cut or changed while it was copied';
  }
}

function refuseTwins(certificates: readonly CertificateConfig[], problems: string[]): void {
  const names = new Map<string, string>();
  for (const certificate of certificates) {
    if (certificate.kind !== 'brought') continue;
    const twin = names.get(certificate.pem);
    if (twin !== undefined)
      problems.push(`"certificates.${certificate.name}" is the same certificate as "certificates.${twin}"`);
    names.set(certificate.pem, certificate.name);
  }
}

function readActive(settings: Settings, names: readonly string[], needed: boolean): string | undefined {
  const active = settings.text('active');
  const choices = names.length === 0 ? 'there is no certificate' : `there are ${names.join(', ')}`;
  if (active === noneActive) {
    if (needed) settings.problems.push(`"active" is "${noneActive}", but without "github" nobody could sign in then`);
    return undefined;
  }
  if (active !== '' && !names.includes(active)) {
    settings.problems.push(`"active" names the certificate "${active}", but ${choices}`);
  }
  if (active === '' && names.length > 1) settings.problems.push(`"active" must name one certificate: ${choices}`);
  return active === '' ? names[0] : active;
}
