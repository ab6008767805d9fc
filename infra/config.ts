import { type CertificatesConfig, readCertificates } from './certificate-config.ts';
import { type CloudName, cloudNames, clouds } from './clouds.ts';
import { type GitHubConfig, readGitHub } from './github-config.ts';
import { type Held, nothingHeld } from './held.ts';
import { losses, type Wanted } from './losses.ts';
import { type PermissionName, permissionsFor, refusal } from './permissions.ts';
import { readSettings, type Settings } from './settings.ts';

/** Everything that a stack asks for, checked. */
export interface ReaderConfig extends CertificatesConfig {
  displayName: string;
  /** '' when it was not given. */
  notes: string;
  /** '' when it was not given. */
  serviceManagementReference: string;
  /** Object ids, lower case, besides the deployer's. */
  owners: string[];
  cloud: CloudName;
  permissions: PermissionName[];
  /** Whether the permissions are granted, or only declared. */
  grantAdminConsent: boolean;
  github: GitHubConfig | undefined;
  /** The repository that gets the reader, `owner/name`; undefined when only whoever hands it over knows. */
  repository: string | undefined;
  protect: boolean;
}

export interface ConfigSource {
  /** All of the stack's config, by full name such as `entra-user-audit:displayName`; objects and lists as JSON. */
  values: Readonly<Record<string, string>>;
  /** The name of the Pulumi project, under which our keys stand. */
  project: string;
  /** Environment variables; only those of the azuread provider, ARM_*, are read. */
  environment: Readonly<Record<string, string | undefined>>;
  /** What the stack holds before; nothing by default. */
  held?: Held;
  /** Milliseconds since the epoch; the machine's clock by default. */
  now?: number;
}

/** Everything that is wrong with the config, one sentence a line. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? 'One setting is' : `${problems.length} settings are`;
    super(`${count} wrong; nothing was changed.\n${problems.map((problem) => `  - ${problem}.`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const keys = [
  'displayName',
  'notes',
  'serviceManagementReference',
  'owners',
  'cloud',
  'grantAdminConsent',
  'signInActivity',
  'permissions',
  'certificates',
  'active',
  'validityDays',
  'github',
  'repository',
  'protect',
] as const;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Graph takes 100 owners of an application, and the deployer is always one of them. */
const mostOwners = 99;

/**
 * Turns a stack's config into one typed object, and checks what the types in Pulumi.yaml cannot say.
 *
 * @throws ConfigError with everything that is wrong
 */
export function readConfig(source: ConfigSource): ReaderConfig {
  const problems: string[] = [];
  const settings = readSettings(ownValues(source), problems);
  settings.refuseUnknown(keys);
  const github = readGitHub(settings);
  const config = {
    displayName: settings.text('displayName', { longest: 120, fallback: 'entra-user-audit' }),
    notes: settings.text('notes', { longest: 700 }),
    serviceManagementReference: settings.text('serviceManagementReference'),
    owners: readOwners(settings),
    cloud: readCloud(settings, source),
    permissions: readPermissions(settings),
    grantAdminConsent: settings.flag('grantAdminConsent', true),
    github,
    repository: readRepository(settings, github),
    protect: settings.flag('protect', false),
    ...readCertificates(settings, github === undefined),
  };
  problems.push(...losses(wantedOf(config), source.held ?? nothingHeld, source.now ?? Date.now()));
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

function wantedOf({ certificates, active }: ReaderConfig): Wanted {
  return {
    certificates: Object.fromEntries(
      certificates.map((certificate) => [
        certificate.name,
        certificate.kind === 'brought' ? { pem: certificate.pem } : {},
      ]),
    ),
    active,
  };
}

function ownValues({ values, project }: ConfigSource): Record<string, unknown> {
  const prefix = `${project}:`;
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, text]) => [name.slice(prefix.length), parsed(text)]),
  );
}

/** Pulumi hands objects and lists over as JSON; whatever else begins with a bracket is a text. */
function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function readOwners(settings: Settings): string[] {
  const owners = [...new Set(settings.texts('owners').map((owner) => owner.toLowerCase()))];
  const wrong = owners.filter((owner) => !guid.test(owner));
  if (wrong.length > 0) {
    settings.problems.push(`"owners" takes object ids of users or service principals, not ${wrong.join(', ')}`);
  }
  if (owners.length > mostOwners) settings.problems.push(`"owners" names ${owners.length}; ${mostOwners} is the most`);
  return owners;
}

function readRepository(settings: Settings, github: GitHubConfig | undefined): string | undefined {
  const repository = settings.text('repository');
  if (repository === '') return github?.repository;
  if (!/^([\w.-]+\/)?[\w.-]+\/[\w.-]+$/.test(repository)) {
    settings.problems.push(`"repository" is "${repository}"; it takes owner/name, or host/owner/name`);
  } else if (github !== undefined && !`/${repository}`.endsWith(`/${github.repository}`)) {
    settings.problems.push(
      `"repository" is ${repository}, but only runs of "github.repository", ${github.repository}, may sign in`,
    );
  }
  return repository;
}

function readPermissions(settings: Settings): PermissionName[] {
  const signInActivity = settings.flag('signInActivity', false);
  const refusals = settings.texts('permissions').map((permission) => refusal(permission, signInActivity));
  settings.problems.push(...refusals.filter((problem) => problem !== undefined));
  return permissionsFor(signInActivity);
}

/** The provider's own config decides which cloud it talks to. With a metadata host there is no name to compare. */
function readCloud(settings: Settings, { values, environment }: ConfigSource): CloudName {
  const given = settings.text('cloud', { fallback: 'public' });
  const cloud = cloudNames.find((name) => name === given);
  if (cloud === undefined) {
    settings.problems.push(`"cloud" is "${given}"; it takes ${cloudNames.join(', ')}`);
    return 'public';
  }
  if (values['azuread:metadataHost'] || environment.ARM_METADATA_HOSTNAME) return cloud;
  const used = (values['azuread:environment'] || environment.ARM_ENVIRONMENT || 'public').toLowerCase();
  const { environments } = clouds[cloud];
  if (!environments.includes(used)) {
    settings.problems.push(
      `"cloud" is ${cloud}, but the azuread provider speaks to ${used}: pulumi config set azuread:environment ${environments[0]}`,
    );
  }
  return cloud;
}
