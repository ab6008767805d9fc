import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The commit that is checked out. */
export interface Commit {
  sha: string;
  date: Date;
}

/** Runs git in this checkout. @throws Error with what git said */
export function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
}

export function headCommit(): Commit {
  const [sha = '', seconds] = git('log', '-1', '--format=%H %ct').split(' ');
  return { sha, date: new Date(Number(seconds) * 1000) };
}

/** Why what is checked out is not what a tag of main says; empty when it is. */
export function strayings(tag: string, mainBranch: string): string[] {
  const { sha } = headCommit();
  const tagged = git('for-each-ref', '--format=%(*objectname) %(objectname)', `refs/tags/${tag}`).trim().split(' ')[0];
  const changed = git('status', '--porcelain');
  return [
    ...(tagged === sha ? [] : [`${tag} is not the commit that is checked out`]),
    ...(isOn(mainBranch, sha) ? [] : [`${sha} is not on ${mainBranch}`]),
    ...(changed === '' ? [] : [`the checkout is changed:\n${changed}`]),
  ];
}

function isOn(branch: string, sha: string): boolean {
  return spawnSync('git', ['merge-base', '--is-ancestor', sha, branch], { cwd: root, stdio: 'ignore' }).status === 0;
}
