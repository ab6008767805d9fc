import { readSettings, type Settings } from './settings.ts';

/** The workflow runs that may sign in by GitHub's OIDC token. */
export interface GitHubConfig {
  /** `owner/name` */
  repository: string;
  /** The `iss` claim. */
  issuer: string;
  /** The `sub` claims, one federated credential each. */
  subjects: string[];
  /** The environments whose jobs may sign in. */
  environments: string[];
  /** Whether jobs outside of any environment may, too. */
  outsideEnvironments: boolean;
}

/** Of an application. Source: https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations */
const mostFederatedCredentials = 20;
/** In characters, as Entra ID takes it. */
const longestSubject = 600;
const gitHubIssuer = 'https://token.actions.githubusercontent.com';

/** Reads `github`; undefined when it is empty. */
export function readGitHub(settings: Settings): GitHubConfig | undefined {
  const values = settings.object('github');
  if (Object.keys(values).length === 0) return undefined;
  const { problems } = settings;
  const github = readSettings(values, problems, 'github.');
  github.refuseUnknown(['repository', 'environments', 'branches', 'pullRequests', 'immutableSubjects', 'issuer']);
  const repository = readRepository(github);
  const environments = unique(github.texts('environments'));
  const branches = unique(github.texts('branches'));
  for (const branch of branches) refuseNoBranch(branch, problems);
  const contexts = [
    ...environments.map((environment) => `environment:${environment.replaceAll(':', '%3A')}`),
    ...branches.map((branch) => `ref:refs/heads/${branch}`),
    ...(github.flag('pullRequests', false) ? ['pull_request'] : []),
  ];
  if (contexts.length === 0)
    problems.push('"github" names no workflow runs: give environments, branches or pullRequests');
  const subjects = contexts.map((context) => `repo:${repository.inSubject}:${context}`);
  if (subjects.length > mostFederatedCredentials) {
    problems.push(
      `"github" asks for ${subjects.length} federated credentials; an application takes ${mostFederatedCredentials}. Let workflows share an environment`,
    );
  }
  const tooLong = subjects.find((subject) => subject.length > longestSubject);
  if (tooLong !== undefined)
    problems.push(`"github" makes a subject of more than ${longestSubject} characters: ${tooLong.slice(0, 80)}...`);
  return {
    repository: repository.name,
    issuer: readIssuer(github),
    subjects,
    environments,
    outsideEnvironments: contexts.length > environments.length,
  };
}

/**
 * The repository, and how subjects name it: since 15 July 2026 new and renamed repositories have subjects with the ids
 * of owner and repository in them. Source: https://docs.github.com/actions/reference/security/oidc
 */
function readRepository(github: Settings): { name: string; inSubject: string } {
  const text = github.text('repository');
  const [, owner = '', ownerId, repository = '', repositoryId] =
    /^([\w.-]+)(?:@(\d+))?\/([\w.-]+)(?:@(\d+))?$/.exec(text) ?? [];
  const name = `${owner}/${repository}`;
  const known = ownerId !== undefined && repositoryId !== undefined;
  if (owner === '' || (ownerId === undefined) !== (repositoryId === undefined)) {
    github.problems.push(
      `"github.repository" is "${text}"; it takes owner/name, or owner@id/name@id for immutable subjects`,
    );
    return { name, inSubject: name };
  }
  const immutable = github.flag('immutableSubjects', known);
  if (immutable && !known) {
    github.problems.push(
      `"github.immutableSubjects" needs the ids in "github.repository": write what this prints: gh api repos/${name} --jq '"\\(.owner.login)@\\(.owner.id)/\\(.name)@\\(.id)"'`,
    );
  }
  return { name, inSubject: immutable && known ? `${owner}@${ownerId}/${repository}@${repositoryId}` : name };
}

function refuseNoBranch(branch: string, problems: string[]): void {
  if (branch.startsWith('refs/')) {
    const alone = branch.replace(/^refs\/(heads|tags)\//, '');
    problems.push(`"github.branches" names ${branch}; write the branch alone, such as ${alone}`);
  } else if (/[*?:[\\^~\s]/.test(branch)) {
    problems.push(
      `"github.branches" names ${branch}, which no branch can be called: subjects are compared as they are, without patterns`,
    );
  }
}

/** Enterprises can have an issuer of their own, and tests have one on this machine. */
function readIssuer(github: Settings): string {
  const issuer = github.text('issuer', { fallback: gitHubIssuer });
  const url = URL.canParse(issuer) ? new URL(issuer) : undefined;
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url?.hostname ?? '');
  if (url?.protocol !== 'https:' && !(url?.protocol === 'http:' && loopback)) {
    github.problems.push(`"github.issuer" is "${issuer}"; it takes an https address`);
  }
  return issuer;
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
