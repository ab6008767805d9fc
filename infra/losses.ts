import { type CertificateFacts, certificateFacts, dayOf } from './certificate-facts.ts';
import type { Held, HeldCertificate } from './held.ts';

/** What an `up` is to leave of a reader's certificates. */
export interface Wanted {
  /** The certificates by name; with `pem`, where it is known, for those that were brought along. */
  certificates: Readonly<Record<string, { pem?: string }>>;
  active: string | undefined;
}

/** What `active` says when no certificate is to be handed out: the first step of giving up the last one. */
export const noneActive = 'none';

/**
 * What an `up` would do that could lock out a workflow, one problem each: take away the certificate that is handed out,
 * or another in passing, or hand out one that nobody can sign in with. A certificate that is not handed out goes when
 * its entry is taken away and nothing new comes with it: to rename an entry would be both.
 *
 * @param now milliseconds since the epoch
 */
export function losses(wanted: Wanted, held: Held, now: number): string[] {
  const names = Object.keys(wanted.certificates);
  const gone = held.certificates.filter(({ name }) => !names.includes(name));
  const added = names.filter((name) => !held.certificates.some((certificate) => certificate.name === name));
  return [
    ...gone.map((certificate) => lossOf(certificate, held, added)).filter((problem) => problem !== undefined),
    ...held.certificates
      .filter((certificate) => isAnother(certificate, wanted.certificates[certificate.name]))
      .map(({ name }) => anotherUnderIts(name)),
    ...uselessness(wanted, held, now),
  ];
}

/** What to say instead of an `up` when a `destroy` stopped half-way; undefined when none did. */
export function unfinishedDestroy({ halfDestroyed }: Held): string | undefined {
  if (!halfDestroyed) return undefined;
  return [
    'A "pulumi destroy" of this stack stopped half-way; nothing was changed.',
    'The application is left, perhaps with certificates and federated credentials that the stack no longer knows, and an up would let them sign in again. Finish it first: pulumi destroy. Then an up makes a new reader.',
  ].join('\n');
}

function lossOf(certificate: HeldCertificate, { active }: Held, added: readonly string[]): string | undefined {
  const { name } = certificate;
  if (name === active) {
    return [
      `"certificates" leaves out "${name}", the certificate that is handed out: whoever signs in with it would be locked out. Keep it`,
      ...keep(certificate),
      `    pulumi config set active ${name}`,
      `    and take it away when another one, or "${noneActive}", has been active for an up: README.md, "Rotation"`,
    ].join('\n');
  }
  if (added.length === 0) return undefined;
  return [
    `"certificates" leaves out "${name}" while ${added.map((other) => `"${other}"`).join(', ')} is new; a new name is a new certificate, and the old one would go. Keep it`,
    ...keep(certificate),
    '    or take it away in an up of its own',
  ].join('\n');
}

function keep({ name, made, days }: HeldCertificate): string[] {
  const path = `certificates.${name}`;
  return [
    made
      ? `    pulumi config set --path ${path}.validityDays ${days}`
      : `    pulumi config set --path ${path}.pem -- "$(cat certificate.pem)"`,
  ];
}

/** Whether what is wanted under a certificate's name is not this one. */
function isAnother(held: HeldCertificate, wanted: { pem?: string } | undefined): boolean {
  if (wanted === undefined) return false;
  if (wanted.pem === undefined) return !held.made;
  const facts = factsOf(wanted.pem);
  return facts !== undefined && facts.thumbprint !== held.thumbprint;
}

function anotherUnderIts(name: string): string {
  return `"certificates.${name}" is not the certificate that is registered under this name, which would go; give the new one a name of its own beside it: README.md, "Rotation"`;
}

/** One that is active already may end: whoever cannot run `up` any more could not add another. */
function uselessness({ certificates, active }: Wanted, held: Held, now: number): string[] {
  if (active === undefined || active === held.active) return [];
  const pem = certificates[active]?.pem;
  const facts = pem === undefined ? held.certificates.find(({ name }) => name === active) : factsOf(pem);
  if (facts === undefined) return [];
  if (facts.end <= now) return [`"active" names "${active}", which ended on ${dayOf(facts.end)}`];
  if (facts.start > now)
    return [`"active" names "${active}", which is not valid before ${new Date(facts.start).toISOString()}`];
  return [];
}

/** Undefined for a text that is no certificate, which is a problem of its own. */
function factsOf(pem: string): CertificateFacts | undefined {
  try {
    return certificateFacts(pem);
  } catch {
    return undefined;
  }
}
