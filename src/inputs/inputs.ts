import type { Parsed } from '../base/expected.ts';
import { Failure } from '../base/failure.ts';
import { type CloudName, cloudNames } from '../entra/clouds.ts';
import { defaultSettings, parseRuleSettings, type RuleSettings } from '../findings/rule-settings.ts';
import { rules } from '../findings/rules/index.ts';
import { type Gate, parseGates } from '../gates/parse-gates.ts';

import { listFormatNames } from '../list/formats/index.ts';
import { parseIdentities, parseRecipients } from '../privacy/age-keys.ts';
import type { KeyInputs } from '../privacy/encryption.ts';

import { auditProperties } from '../users/property-sets.ts';
import { managerProperty, orderProperties, signInProperty } from '../users/user.ts';
import { type CredentialInput, type InputSource, readCredentialInput } from './credential-input.ts';
import { checkHidden, parseHiddenNames } from './hidden-properties.ts';
import { misplacedSecret } from './misplaced-secret.ts';
import { lookalikeHint, visible } from './pasted-text.ts';
import { type BaselineInput, type FileInput, parseBaseline, parseDirectory, parseFile } from './path-parsers.ts';
import {
  parseArtifactName,
  parseBoolean,
  parseClientId,
  parseEnum,
  parseEnums,
  parsePublish,
  parseSelection,
  parseServiceUrl,
  parseTenantId,
  parseTenantName,
  parseWhole,
  quotedInput,
  splitList,
} from './value-parsers.ts';

export const formatNames = [...listFormatNames, 'html'] as const;

/** Everything that the workflow asks for, checked. */
export interface Inputs extends KeyInputs {
  tenantId: string;
  clientId: string;
  credential: CredentialInput;
  cloud: CloudName;
  /** What people call the tenant; '' where nobody says. */
  tenantName: string;
  /** '' means the cloud's own. */
  authorityUrl: string;
  /** '' means the cloud's own. */
  graphUrl: string;
  /** Property names in the order in which they are written. */
  properties: string[];
  /** Those among them that `select` names, beside whole sets. */
  named: string[];
  filter: string;
  /** What is left out of everything that is published. */
  redact: string[];
  /** What has pseudonyms in everything that is published. */
  pseudonymize: string[];
  /** '' when nothing has. */
  pseudonymKey: string;
  /** Adds each user's manager, a property of its own among `properties`. */
  includeManager: boolean;
  /** Adds who answers for each guest, read beside the list. */
  includeSponsors: boolean;
  /** Reads the recycle bin as well, beside the list. */
  deletedUsers: boolean;
  /** Adds when users signed in last, read in a second pass. */
  signInActivity: boolean;
  /** Parts of a large list that are read at once. */
  concurrency: number;
  baseline: BaselineInput;
  /** Asks who can read the repository, and reads the previous run's artifact; '' when the workflow gives none. */
  githubToken: string;
  /** Whether changes that happen by themselves count as changes. */
  countChurn: boolean;
  failOn: Gate[];
  rules: RuleSettings;
  /** Path of accepted findings; undefined when there are none. */
  acceptedFindings: FileInput | undefined;
  /** Path of the list of who should be here; undefined when there is none. */
  roster: FileInput | undefined;
  publish: { artifact: boolean; output: boolean };
  formats: (typeof formatNames)[number][];
  artifactName: string;
  /** Whether the report is published unzipped as well; undefined where nobody says: wherever it may be. */
  reportArtifact: boolean | undefined;
  /** Undefined means the repository's setting. */
  retentionDays: number | undefined;
  /** Absolute; undefined means a fresh folder under RUNNER_TEMP. */
  outputDirectory: string | undefined;
  summary: 'none' | 'counts' | 'changes';
  /** Whether everybody may read what is published in a public repository. */
  allowPublicRepository: boolean;
  /** Milliseconds. */
  timeLimit: number;
  /** Milliseconds. */
  waitForReplication: number;
}

/** The inputs, and every problem there is with them (Failures `input-wrong`): a wrong one stands as its default. */
export interface LoadedInputs {
  inputs: Inputs;
  problems: Failure[];
}

/** Inputs whose values are masked before anything else happens. */
export const secretInputs = [
  'certificate',
  'certificate-password',
  'client-secret',
  'github-token',
  'age-identity',
  'pseudonym-key',
] as const;

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
    if (misplacedSecret(text) !== undefined) {
      // Of a whole secret no part may come back in what is said of the value.
      const expected = parse('');
      wrong(name, quotedInput(text), 'takes' in expected ? expected.takes : 'no secret', whereSecretsBelong);
      return fallback;
    }
    const parsed = parse(isLiteral(name) ? text : visible(text));
    if ('value' in parsed) return parsed.value;
    const hint = (parsed.hint ?? '') + lookalikeHint(text);
    const got = text === '' ? 'empty' : isSecret(name) ? 'set (not shown)' : quotedInput(text);
    wrong(name, got, parsed.takes, isSecret(name) ? (parsed.hint ?? '') : hint);
    return fallback;
  }
  /** An empty input means its default, also where `with:` was given an expression that came out empty. */
  function readOr<T>(name: string, absent: T, parse: (text: string) => Parsed<T>): T {
    return getInput(name) === '' ? absent : read(name, absent, parse);
  }

  const roster = readOr<FileInput | undefined>('roster', undefined, (text) => parseFile(text, workspace));
  const deletedUsers = readOr('deleted-users', true, parseBoolean);
  const includeSponsors = readOr('include-sponsors', false, parseBoolean);
  const given = new Set([
    ...(roster ? ['roster'] : []),
    ...(deletedUsers ? ['deleted-users'] : []),
    ...(includeSponsors ? ['include-sponsors'] : []),
  ]);
  const inputs: Inputs = {
    tenantId: read('tenant-id', '', parseTenantId),
    clientId: read('client-id', '', parseClientId),
    credential: readCredentialInput(source, wrong),
    cloud: readOr('cloud', 'public', (text) => parseEnum(text, cloudNames)),
    tenantName: readOr('tenant-name', '', parseTenantName),
    authorityUrl: readOr('authority-url', '', parseServiceUrl),
    graphUrl: readOr('graph-url', '', parseServiceUrl),
    ...readOr('select', { properties: [...auditProperties], named: [] }, parseSelection),
    filter: readOr('filter', '', (value) => ({ value })),
    redact: readOr('redact', [], parseHiddenNames),
    pseudonymize: readOr('pseudonymize', [], parseHiddenNames),
    pseudonymKey: getInput('pseudonym-key'),
    includeManager: readOr('include-manager', false, parseBoolean),
    includeSponsors,
    deletedUsers,
    signInActivity: readOr('sign-in-activity', false, parseBoolean),
    concurrency: readOr('concurrency', 16, (text) => parseWhole(text, 1, 64)),
    baseline: readOr('baseline', { kind: 'previous' }, (text) => parseBaseline(text, workspace)),
    githubToken: getInput('github-token'),
    countChurn: readOr('count-churn', false, parseBoolean),
    failOn: readOr('fail-on', defaultGates, parseFailOn),
    rules: readOr('rules', defaultSettings(given), (text) => parseRules(text, given)),
    acceptedFindings: readOr<FileInput | undefined>('accepted-findings', undefined, (text) =>
      parseFile(text, workspace),
    ),
    roster,
    publish: readOr('publish', { artifact: true, output: false }, parsePublish),
    formats: readOr('formats', ['jsonl', 'csv', 'html'], (text) => parseEnums(text, formatNames)),
    artifactName: readOr('artifact-name', 'entra-users', parseArtifactName),
    reportArtifact: readOr<boolean | undefined>('report-artifact', undefined, parseBoolean),
    retentionDays: readOr<number | undefined>('retention-days', undefined, (text) => parseWhole(text, 1, 400)),
    outputDirectory: readOr<string | undefined>('output-directory', undefined, (text) =>
      parseDirectory(text, workspace),
    ),
    summary: readOr('summary', 'counts', (text) => parseEnum(text, ['none', 'counts', 'changes'])),
    allowPublicRepository: readOr('allow-public-repository', false, parseBoolean),
    encryptTo: readOr<string[]>('encrypt-to', [], parseRecipients),
    ageIdentities: readOr<string[]>('age-identity', [], parseIdentities),
    timeLimit: 60_000 * readOr('time-limit', 30, (text) => parseWhole(text, 1, 360)),
    waitForReplication: 1000 * readOr('wait-for-replication', 0, (text) => parseWhole(text, 0, 300)),
  };
  // The second pass brings it.
  if (inputs.signInActivity) {
    inputs.properties = inputs.properties.filter((name) => name !== signInProperty);
    inputs.named = inputs.named.filter((name) => name !== signInProperty);
  }
  if (inputs.includeManager) inputs.properties = orderProperties([...inputs.properties, managerProperty]);
  checkHidden(inputs, wrong);
  for (const { id } of rules.filter(({ input }) => input === 'roster')) {
    if (roster === undefined && inputs.rules.get(id)?.on) {
      wrong('rules', `${id} switched on`, `rules that can be judged: ${id} needs the input roster`);
    }
  }
  for (const gate of inputs.failOn) {
    if (gate.kind !== 'finding' || inputs.rules.get(gate.rule)?.on) continue;
    wrong('fail-on', quotedInput(gate.text), `rules that are on (${gate.rule} is off)`);
  }
  return { inputs, problems };
}

const whereSecretsBelong =
  ' Secrets belong into certificate, certificate-password, client-secret, github-token, age-identity and pseudonym-key.';

/** Names of files, and what a filter compares with, may hold anything. */
function isLiteral(name: string): boolean {
  return ['baseline', 'accepted-findings', 'roster', 'output-directory', 'artifact-name', 'filter'].includes(name);
}

function isSecret(name: string): boolean {
  return secretInputs.some((secret) => secret === name);
}

const defaultGates: Gate[] = [{ kind: 'unreconciled', text: 'unreconciled' }];

function parseFailOn(text: string): Parsed<Gate[]> {
  const gates = parseGates(text);
  return 'takes' in gates ? gates : { value: gates };
}

function parseRules(text: string, given: ReadonlySet<string>): Parsed<RuleSettings> {
  const settings = parseRuleSettings(splitList(text), given);
  return 'takes' in settings ? settings : { value: settings };
}
