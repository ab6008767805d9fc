import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Publishes what `npm run release -- assets` wrote: `node scripts/release/publish.ts <folder>`, with gh's GH_TOKEN and
 * GH_REPO, and the runner's GITHUB_REF_NAME and GITHUB_SHA. It needs no package: the job that may write to the
 * repository installs nothing.
 */
const folder = resolve(process.argv[2] ?? 'release');
const { GITHUB_REF_NAME: tag = '', GITHUB_SHA: commit = '' } = process.env;

try {
  publish();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

/** As a draft first: an immutable release takes no file any more. */
function publish(): void {
  refuseOtherCommit();
  const there = releaseNow();
  if (there?.draft === false) throw new Error(`There is a release ${tag} already; nothing was published.`);
  if (there !== undefined) gh('release', 'delete', tag, '--yes');
  const files = readdirSync(folder).filter((name) => name === 'SHA256SUMS' || /\.(?:tar\.gz|spdx\.json)$/.test(name));
  const notes = ['--title', tag, '--notes-file', join(folder, 'notes.md')];
  gh('release', 'create', tag, '--draft', '--verify-tag', ...notes, ...files.map((name) => join(folder, name)));
  refuseOtherCommit();
  gh('release', 'edit', tag, '--draft=false');
  if (releaseNow()?.immutable !== true)
    throw new Error(
      `${tag} is published, but not immutable. Delete the release, switch "Enable release immutability" on in the ` +
        'settings of the repository, and run this job again.',
    );
  console.log(`${tag} is published from ${commit}, and immutable.`);
}

/** Between the tag and its approval days may pass. */
function refuseOtherCommit(): void {
  const now = gh('api', `repos/{owner}/{repo}/commits/${tag}`, '--jq', '.sha');
  if (now !== commit) throw new Error(`${tag} is ${now} by now, and ${commit} was built; nothing was published.`);
}

function releaseNow(): { draft: boolean; immutable: boolean } | undefined {
  const filter = `.[] | select(.tag_name == "${tag}") | {draft, immutable}`;
  const [found = ''] = gh('api', '--paginate', 'repos/{owner}/{repo}/releases', '--jq', filter).split('\n');
  return found === '' ? undefined : JSON.parse(found);
}

function gh(...args: string[]): string {
  return execFileSync('gh', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}
