import { abortable } from '../base/abortable.ts';
import { Failure } from '../base/failure.ts';
import { readCertificate } from '../entra/certificate.ts';
import { type CloudName, clouds } from '../entra/clouds.ts';
import type { Credential } from '../entra/credential.ts';
import type { AcceptedFinding } from '../findings/acceptances.ts';
import { needsAdvancedQuery } from '../graph/query.ts';
import type { Host } from '../host.ts';
import { readInputFiles } from '../inputs/input-files.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { fileFailure, readNamedFile } from '../inputs/named-file.ts';
import type { RosterFile } from '../inputs/roster-file.ts';
import { createDecryption, type Decryption } from '../privacy/decryption.ts';
import { createEncryption, type Encryption, isEncrypted } from '../privacy/encryption.ts';
import { explain } from '../problems/explain.ts';
import { reportRefused, whyNoReportArtifact } from './report-artifact.ts';

/** What the inputs come to when the files that they name have been read. */
export interface CheckedRequest {
  credential: Credential;
  accepted: readonly AcceptedFinding[];
  /** Undefined without one. */
  roster: RosterFile | undefined;
  /** Undefined where nothing is encrypted. */
  encryption: Encryption | undefined;
  /** Undefined without an identity. */
  decryption: Decryption | undefined;
}

/**
 * Checks everything that can be checked without asking anybody: inputs, the files that they name, the credential.
 *
 * @param problems what is wrong with the inputs by themselves
 * @throws Failure when anything is wrong: all of it together, and before anything is sent
 */
export async function checkRequest(inputs: Inputs, problems: readonly Failure[], host: Host): Promise<CheckedRequest> {
  for (const identity of inputs.ageIdentities) host.mask(identity);
  const files = await readInputFiles(inputs);
  const keys = await createEncryption(inputs);
  const wrong = [
    ...problems,
    ...contradictions(inputs),
    ...keys.problems,
    ...files.problems,
    ...unpublishable(inputs, host),
  ];
  try {
    const credential = await readCredential(inputs, host);
    const decryption = createDecryption(inputs.ageIdentities);
    if (wrong.length === 0) {
      const { accepted, roster } = files;
      return { credential, accepted, roster, encryption: keys.encryption, decryption };
    }
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    wrong.push(error);
  }
  throw asOne(wrong, inputs);
}

function contradictions(inputs: Inputs): Failure[] {
  return [...managersContradiction(inputs), ...outputContradiction(inputs), ...reportContradiction(inputs)];
}

/** An output is plain text, for whoever may see the run. */
function outputContradiction({ publish, encryptTo }: Inputs): Failure[] {
  if (!publish.output || !isEncrypted({ encryptTo })) return [];
  const takes = 'artifact or none beside encrypt-to: the output "users" would be the list in plain text';
  const got = publish.artifact ? 'both' : 'output';
  return [new Failure('input-wrong', { input: 'publish', got: JSON.stringify(got), takes, hint: '' })];
}

/** Where nobody says so, it is just not published. */
function reportContradiction(inputs: Inputs): Failure[] {
  const takes = inputs.reportArtifact ? whyNoReportArtifact(inputs) : undefined;
  return takes === undefined ? [] : [reportRefused(takes)];
}

/** Source: https://learn.microsoft.com/graph/aad-advanced-queries, which do not go together with `$expand` */
function managersContradiction({ includeManager, filter }: Inputs): Failure[] {
  if (!includeManager || !needsAdvancedQuery(filter)) return [];
  const takes = 'false beside a filter with ne, not, endsWith, "eq null" or /$count, which brings no managers';
  return [new Failure('input-wrong', { input: 'include-manager', got: 'true', takes, hint: '' })];
}

/** What cannot be handed on in the end is not read first. */
function unpublishable({ publish }: Inputs, { artifacts }: Host): Failure[] {
  const failure = publish.artifact ? artifacts.whyNoUploads?.() : undefined;
  return failure ? [failure] : [];
}

async function readCredential(inputs: Inputs, host: Host): Promise<Credential> {
  const given = inputs.credential;
  switch (given.kind) {
    case 'secret':
      return given;
    case 'oidc':
      return { kind: 'federated', assertion: () => fetchAssertion(inputs.cloud, host) };
    case 'certificate':
    case 'certificate-path': {
      const content = given.kind === 'certificate' ? given.content : await readCertificateFile(given.path);
      const source = { content, password: given.password, input: given.kind };
      const certificate = await readCertificate(source, host.pace.now());
      host.mask(certificate.privateKey);
      return { kind: 'certificate', certificate };
    }
  }
}

/** Larger than any bundle, in bytes. */
const longestCertificate = 1024 * 1024;

async function readCertificateFile(path: string): Promise<Buffer> {
  const read = await readNamedFile(path, longestCertificate);
  if ('why' in read) throw fileFailure('certificate-path', path, 'a file that can be read', read);
  return read.content;
}

async function fetchAssertion(cloud: CloudName, { requestIdToken, learn, signal }: Host): Promise<string> {
  const { token, facts } = await abortable(requestIdToken(clouds[cloud].tokenExchangeAudience), signal);
  learn(facts);
  return token;
}

function asOne(problems: readonly Failure[], { clientId }: Inputs): Failure {
  const [first] = problems;
  if (problems.length === 1 && first) return first;
  const list = problems.map((problem) => `\n- ${explain(problem, { clientId }).what}`).join('');
  // What is more than a slip in the workflow has a next step of its own, told once for all of its kind.
  const steps = problems
    .filter(({ code }) => code !== 'input-wrong')
    .map((problem) => explain(problem, { clientId }).next);
  const next = [...new Set(steps)].map((step) => ` ${step}`).join('');
  return new Failure('inputs-wrong', { number: problems.length, list, next });
}
