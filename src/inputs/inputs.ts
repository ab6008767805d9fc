import { isAbsolute, relative, resolve } from 'node:path';
import { didYouMean } from '../base/did-you-mean.ts';
import { Failure } from '../base/failure.ts';
import { type CloudName, cloudNames } from '../entra/clouds.ts';
import { defaultSettings, parseRuleSettings, type RuleSettings } from '../findings/rule-settings.ts';
import { type Gate, parseGates } from '../gates/parse-gates.ts';
import { spelledByGraph } from '../users/property-names.ts';
import { auditProperties, managerProperty, orderProperties, signInProperty } from '../users/user.ts';
import {
  type Parsed,
  parseBoolean,
  parseEnum,
  parseEnums,
  parseServiceUrl,
  parseWhole,
  splitList,
} from './value-parsers.ts';

const listFormats = ['jsonl', 'json', 'csv'] as const;
/** A format of the list itself. */
export type FormatName = (typeof listFormats)[number];
export const formatNames = [...listFormats, 'html'] as const;

/** Where the credential comes from; exactly one of them. */
export type CredentialInput =
  | { kind: 'certificate'; content: string; password: string }
  | { kind: 'certificate-path'; path: string; password: string }
  | { kind: 'secret'; secret: string }
  | { kind: 'oidc' };

/** What today's list is compared with. */
export type BaselineInput = { kind: 'previous' } | { kind: 'none' } | ({ kind: 'path' } & FileInput);

/** A file that an input names. */
export interface FileInput {
  /** Absolute. */
  path: string;
  /** As the workflow has it. */
  given: string;
}

/** Everything that the workflow asks for, checked. */
export interface Inputs {
  tenantId: string;
  clientId: string;
  credential: CredentialInput;
  cloud: CloudName;
  /** '' means the cloud's own. */
  authorityUrl: string;
  /** '' means the cloud's own. */
  graphUrl: string;
  /** Property names in the order in which they are written. */
  properties: string[];
  filter: string;
  /** Adds each user's manager, a property of its own among `properties`. */
  includeManager: boolean;
  /** Adds when users signed in last, read in a second pass. */
  signInActivity: boolean;
  /** Parts of a large list that are read at once. */
  concurrency: number;
  baseline: BaselineInput;
  /** Reads the previous run's artifact; '' when the workflow gives none. */
  githubToken: string;
  /** Whether changes that happen by themselves count as changes. */
  countChurn: boolean;
  failOn: Gate[];
  rules: RuleSettings;
  /** Path of accepted findings; undefined when there are none. */
  acceptedFindings: FileInput | undefined;
  publish: { artifact: boolean; output: boolean };
  formats: (typeof formatNames)[number][];
  artifactName: string;
  /** Undefined means the repository's setting. */
  retentionDays: number | undefined;
  /** Absolute; undefined means a fresh folder under RUNNER_TEMP. */
  outputDirectory: string | undefined;
  summary: 'none' | 'counts' | 'changes';
  /** Milliseconds. */
  timeLimit: number;
  /** Milliseconds. */
  waitForReplication: number;
}

export interface InputSource {
  /** The text of an input, trimmed unless told otherwise; '' when it is not set: `core.getInput`. */
  getInput(name: string, options?: { trimWhitespace?: boolean }): string;
  /** Absolute path that relative ones begin at. */
  workspace: string;
  /** Whether the run can be asked for an OIDC token. */
  offersIdToken: boolean;
}

/** The inputs, and every problem there is with them (Failures `input-wrong`): a wrong one stands as its default. */
export interface LoadedInputs {
  inputs: Inputs;
  problems: Failure[];
}

/** Reads and checks all inputs. With a problem among them, nothing may be sent anywhere. */
export function loadInputs(source: InputSource): LoadedInputs {
  const { getInput, workspace } = source;
  const problems: Failure[] = [];
  const wrong = (input: string, got: string, takes: string, hint = ''): void => {
    problems.push(new Failure('input-wrong', { input, got, takes, hint }));
  };
  /** Reads one input; `fallback` stands in for a wrong one, which is reported. */
  function read<T>(name: string, fallback: T, parse: (text: string) => Parsed<T>): T {
    const text = getInput(name);
    const parsed = parse(text);
    if ('value' in parsed) return parsed.value;
    wrong(name, text === '' ? 'empty' : quoted(text), parsed.takes, parsed.hint);
    return fallback;
  }
  /** An empty input means its default, also where `with:` was given an expression that came out empty. */
  function readOr<T>(name: string, absent: T, parse: (text: string) => Parsed<T>): T {
    return getInput(name) === '' ? absent : read(name, absent, parse);
  }

  const inputs: Inputs = {
    tenantId: read('tenant-id', '', parseTenantId),
    clientId: read('client-id', '', parseClientId),
    credential: readCredential(source, wrong),
    cloud: readOr('cloud', 'public', (text) => parseEnum(text, cloudNames)),
    authorityUrl: readOr('authority-url', '', parseServiceUrl),
    graphUrl: readOr('graph-url', '', parseServiceUrl),
    properties: readOr('select', [...auditProperties], parseProperties),
    filter: getInput('filter'),
    includeManager: readOr('include-manager', false, parseBoolean),
    signInActivity: readOr('sign-in-activity', false, parseBoolean),
    concurrency: readOr('concurrency', 16, (text) => parseWhole(text, 1, 64)),
    baseline: readOr('baseline', { kind: 'previous' }, (text) => parseBaseline(text, workspace)),
    githubToken: getInput('github-token'),
    countChurn: readOr('count-churn', false, parseBoolean),
    failOn: readOr('fail-on', defaultGates, parseFailOn),
    rules: readOr('rules', defaultSettings(), parseRules),
    acceptedFindings: readOr<FileInput | undefined>('accepted-findings', undefined, (text) =>
      parseFile(text, workspace),
    ),
    publish: readOr('publish', { artifact: true, output: false }, parsePublish),
    formats: readOr('formats', ['jsonl', 'csv', 'html'], (text) => parseEnums(text, formatNames)),
    artifactName: readOr('artifact-name', 'entra-users', parseArtifactName),
    retentionDays: readOr<number | undefined>('retention-days', undefined, (text) => parseWhole(text, 1, 400)),
    outputDirectory: readOr<string | undefined>('output-directory', undefined, (text) =>
      parseDirectory(text, workspace),
    ),
    summary: readOr('summary', 'counts', (text) => parseEnum(text, ['none', 'counts', 'changes'])),
    timeLimit: 60_000 * readOr('time-limit', 30, (text) => parseWhole(text, 1, 360)),
    waitForReplication: 1000 * readOr('wait-for-replication', 0, (text) => parseWhole(text, 0, 300)),
  };
  // The second pass brings it.
  if (inputs.signInActivity) inputs.properties = inputs.properties.filter((name) => name !== signInProperty);
  if (inputs.includeManager) inputs.properties = orderProperties([...inputs.properties, managerProperty]);
  for (const gate of inputs.failOn) {
    if (gate.kind !== 'finding' || inputs.rules.get(gate.rule)?.on) continue;
    wrong('fail-on', quoted(gate.text), `rules that are on (${gate.rule} is off)`);
  }
  return { inputs, problems };
}

const defaultGates: Gate[] = [{ kind: 'unreconciled', text: 'unreconciled' }];

type Wrong = (input: string, got: string, takes: string, hint?: string) => void;

function readCredential({ getInput, workspace, offersIdToken }: InputSource, wrong: Wrong): CredentialInput {
  // Blanks may be part of a passphrase; the line break that "echo" put behind it is not.
  const password = getInput('certificate-password', { trimWhitespace: false }).replace(/\r?\n$/, '');
  const content = getInput('certificate');
  const path = getInput('certificate-path');
  const secret = getInput('client-secret');
  const given: CredentialInput[] = [
    ...(content === '' ? [] : [{ kind: 'certificate', content, password } as const]),
    ...(path === '' ? [] : [{ kind: 'certificate-path', path: resolve(workspace, path), password } as const]),
    ...(secret === '' ? [] : [{ kind: 'secret', secret } as const]),
  ];
  if (given.length > 1) {
    const names = [content && 'certificate', path && 'certificate-path', secret && 'client-secret'].filter(Boolean);
    wrong(
      names.join('" and "'),
      'set at the same time',
      'one credential: a certificate, a certificate-path or a client-secret',
    );
  }
  if (password !== '' && content === '' && path === '') {
    wrong('certificate-password', 'set', 'a value only beside certificate or certificate-path');
  }
  if (given.length === 0 && !offersIdToken) {
    wrong(
      'certificate',
      'empty',
      'a certificate with its private key (or set certificate-path or client-secret; or give the job "permissions: id-token: write" for GitHub OIDC)',
      ' Workflows from forks get no secrets.',
    );
  }
  return given[0] ?? { kind: 'oidc' };
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const domain = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}$/i;

function parseTenantId(text: string): Parsed<string> {
  if (guid.test(text) || domain.test(text)) return { value: text.toLowerCase() };
  const shared = ['common', 'organizations', 'consumers'].includes(text.toLowerCase());
  return {
    takes: "the tenant's GUID or one of its verified domains",
    hint: shared ? ' An application without a user signs in to one tenant.' : '',
  };
}

function parseClientId(text: string): Parsed<string> {
  return guid.test(text) ? { value: text.toLowerCase() } : { takes: 'the GUID of the application (client) id' };
}

function parseProperties(text: string): Parsed<string[]> {
  const names = splitList(text);
  const odd = names.find((name) => !/^(?!__)[A-Za-z_@][\w.@-]*$/.test(name));
  if (odd !== undefined) return { takes: `property names, separated by commas or line breaks (not ${quoted(odd)})` };
  return { value: orderProperties(names.length > 0 ? names.map(spelledByGraph) : auditProperties) };
}

function parsePublish(text: string): Parsed<Inputs['publish']> {
  const words = splitList(text);
  const takes = 'artifact, output, both or none';
  const odd = words.find((word) => !['artifact', 'output', 'both', 'none'].includes(word));
  if (odd !== undefined) return { takes, hint: didYouMean(odd, ['artifact', 'output', 'both', 'none']) };
  if (words.length === 0 || (words.includes('none') && words.length > 1)) return { takes };
  const both = words.includes('both');
  return { value: { artifact: both || words.includes('artifact'), output: both || words.includes('output') } };
}

// The client prints the name as it is, and the runner obeys `##[`.
/** Source of the characters: https://github.com/actions/toolkit/blob/main/packages/artifact/src/internal/upload/path-and-artifact-name-validation.ts */
function parseArtifactName(text: string): Parsed<string> {
  const fits = text !== '' && text.length <= 255 && !/[":<>|*?\r\n\\/]|##\[|\p{Cc}/u.test(text);
  return fits ? { value: text } : { takes: 'a name without " : < > | * ? \\ / and line breaks' };
}

function parseBaseline(text: string, workspace: string): Parsed<BaselineInput> {
  if (text === 'none' || text === 'previous') return { value: { kind: text } };
  const file = parseFile(text, workspace);
  return 'value' in file ? { value: { kind: 'path', ...file.value } } : file;
}

function parseFile(text: string, workspace: string): Parsed<FileInput> {
  return text.includes('\0')
    ? { takes: 'the path of a file' }
    : { value: { path: resolve(workspace, text), given: text } };
}

function parseFailOn(text: string): Parsed<Gate[]> {
  const gates = parseGates(text);
  return 'takes' in gates ? gates : { value: gates };
}

function parseRules(text: string): Parsed<RuleSettings> {
  const settings = parseRuleSettings(splitList(text));
  return 'takes' in settings ? settings : { value: settings };
}

function parseDirectory(text: string, workspace: string): Parsed<string> {
  const path = resolve(workspace, text);
  const escapes = !isAbsolute(text) && relative(workspace, path).startsWith('..');
  if (escapes || text.includes('\0')) return { takes: 'a folder inside the workspace, or an absolute path' };
  return path === resolve('/') ? { takes: 'a folder other than the root' } : { value: path };
}

function quoted(text: string): string {
  // A key in the wrong input is not masked by anybody yet.
  if (text.includes('-----BEGIN')) return 'a PEM text (not shown)';
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}...` : text);
}
