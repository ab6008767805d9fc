/** How the Action is named where people copy it from. */
export interface Reference {
  /** `owner/name` */
  repository: string;
  /** The newest release, once there is one. */
  release: { version: string; commit: string } | undefined;
}

/** What stands where nobody knows the repository yet: text that is new to the tree may come with it. */
const placeholder = 'owner/entra-user-audit';

/** @param repository of package.json, in the form that npm abbreviates for GitHub */
export function repositoryOf({ repository }: { repository?: unknown }): string {
  const [, name] = /^github:([\w.-]+\/[\w.-]+)$/.exec(String(repository)) ?? [];
  if (name === undefined)
    throw new Error(`package.json has the repository "${repository}"; it takes github:owner/name`);
  return name;
}

/** What stands behind `@`, and the comment behind that: before the first release, a word and how to get what it stands for. */
export function refOf({ repository, release }: Reference): { ref: string; comment: string } {
  return release === undefined
    ? { ref: '<commit>', comment: `git ls-remote https://github.com/${repository} main` }
    : { ref: release.commit, comment: `v${release.version}` };
}

/**
 * Names the Action by its repository wherever a text names it: in the `uses:` of a step or of a job, which gets the
 * newest release as well, in addresses, in the options of gh, and as an owner of code.
 *
 * @param was the repository of which the text was written
 */
export function writeReferences(text: string, reference: Reference, was: string): string {
  const { ref, comment } = refOf(reference);
  const named = writeRepository(text, reference.repository, was);
  const uses = new RegExp(String.raw`(uses: ${escaped(reference.repository)}(?:/[\w./-]+)?)@\S+(?: #[^\n]*)?`, 'g');
  return named.replace(uses, (_, action: string) => `${action}@${ref} # ${comment}`);
}

/** The same for a text of which the refs are its own, as CHANGELOG.md is. */
export function writeRepository(text: string, repository: string, was: string): string {
  const [owner = '', before = ''] = [repository, was].map((name) => name.split('/')[0]);
  return [placeholder, was]
    .reduce((changed, name) => changed.replace(word(name), repository), text)
    .replace(word(`@${before}/maintainers`), `@${owner}/maintainers`);
}

/** Not as a part of a longer name or path, but before a path of its own. */
function word(name: string): RegExp {
  return new RegExp(String.raw`(?<=^|github\.com/|[^\w./-])${escaped(name)}(?![\w-])`, 'g');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** What infra/ knows of all that, as a file of its own: the program is copied without the rest. */
export function referenceModule(reference: Reference): string {
  const { ref, comment } = refOf(reference);
  return `/**
 * The Action, as a workflow names it. \`npm run docs\` writes it from \`repository\` of the package.json above and from
 * CHANGELOG.md, which are not there where this program was copied to.
 */
export const actionRepository = '${reference.repository}';
export const actionRef = '${ref}';
export const actionComment = '${comment}';
`;
}

/** The repository of which the tree was last written. */
export function repositoryIn(module: string): string {
  return /actionRepository = '([^']+)'/.exec(module)?.[1] ?? placeholder;
}
