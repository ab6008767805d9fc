/** A heading of CHANGELOG.md with what stands under it, newest first as in the file. */
export interface Section {
  /** undefined of what is not released. */
  version: string | undefined;
  /** The day of the release. */
  date: string | undefined;
  /** What users read: without the heading and without the line that pins the version. */
  body: string;
  /** The commit of the release. It stands there afterwards only: no commit can name itself. */
  commit: string | undefined;
}

const categories: readonly string[] = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];
const heading = /^## (.*)$/gm;
const released = /^\[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$/;
const pinned = /^`uses: \S+@([0-9a-f]{40}) # v\S+`$/m;
/** At the end of the file; `npm run docs` writes them. */
const links = /^\[[^\]]+\]: \S+\n?/gm;

/** @throws Error where the file is not as https://keepachangelog.com/en/1.1.0/ wants it */
export function readChangelog(text: string): Section[] {
  const marks = [...text.matchAll(heading)];
  const sections = marks.map((mark, i) => {
    const body = text.slice(mark.index + mark[0].length, marks[i + 1]?.index).replace(links, '');
    return readSection(mark[1] ?? '', body);
  });
  if (sections[0]?.version !== undefined || sections.length === 0)
    throw new Error('CHANGELOG.md does not begin with "## [Unreleased]"');
  const [, ...past] = sections as [Section, ...Section[]];
  for (const [i, { version = '', date = '' }] of past.entries()) {
    const before = past[i + 1];
    if (before === undefined) break;
    if (compareVersions(version, before.version ?? '') <= 0 || date < (before.date ?? ''))
      throw new Error(`CHANGELOG.md has ${version} of ${date} above ${before.version} of ${before.date}`);
  }
  return sections;
}

function readSection(title: string, text: string): Section {
  const [, version, date] = released.exec(title) ?? [];
  if (version === undefined && title !== '[Unreleased]')
    throw new Error(`CHANGELOG.md has a heading "${title}"; it takes "[1.2.3] - 2027-01-31" and "[Unreleased]"`);
  if (date !== undefined && new Date(`${date}T00:00:00Z`).toJSON()?.slice(0, 10) !== date)
    throw new Error(`CHANGELOG.md has a day "${date}" that is none`);
  for (const [, category = ''] of text.matchAll(/^### (.*)$/gm)) {
    if (!categories.includes(category))
      throw new Error(`CHANGELOG.md has "### ${category}"; it takes ${categories.join(', ')}`);
  }
  return { version, date, body: text.replace(pinned, '').trim(), commit: pinned.exec(text)?.[1] };
}

/** The newest release whose commit is known: what documentation shows. */
export function newestPinned(sections: readonly Section[]): { version: string; commit: string } | undefined {
  for (const { version, commit } of sections)
    if (version !== undefined && commit !== undefined) return { version, commit };
  return undefined;
}

/** Gives what is unreleased a version and a day. @throws Error when nothing is unreleased, or the version is no later one */
export function prepare(text: string, version: string, date: string): string {
  const [unreleased, newest] = readChangelog(text);
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`"${version}" is no version; it takes one like 1.2.3`);
  if (newest?.version !== undefined && compareVersions(version, newest.version) <= 0)
    throw new Error(`${version} does not come after ${newest.version}`);
  if (unreleased?.body === '') throw new Error('nothing stands under "## [Unreleased]" of CHANGELOG.md');
  return text.replace('## [Unreleased]\n', `## [Unreleased]\n\n## [${version}] - ${date}\n`);
}

/** Writes below the newest version how to pin it. */
export function pin(text: string, repository: string, commit: string): string {
  const [, newest] = readChangelog(text);
  if (newest === undefined) throw new Error('CHANGELOG.md has no version');
  if (newest.commit !== undefined) throw new Error(`CHANGELOG.md has the commit of ${newest.version} already`);
  const title = `## [${newest.version}] - ${newest.date}\n`;
  return text.replace(title, `${title}\n\`uses: ${repository}@${commit} # v${newest.version}\`\n`);
}

/** Puts the addresses of all versions at the end. */
export function withLinks(text: string, repository: string): string {
  const base = `https://github.com/${repository}`;
  const versions = readChangelog(text).flatMap(({ version }) => version ?? []);
  const [newest] = versions;
  const lines = [
    `[Unreleased]: ${base}/${newest === undefined ? 'commits/main' : `compare/v${newest}...main`}`,
    ...versions.map((version) => `[${version}]: ${base}/releases/tag/v${version}`),
  ];
  return `${text.replace(links, '').trimEnd()}\n\n${lines.join('\n')}\n`;
}

/** Like a comparator of numbers. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (const i of [0, 1, 2]) {
    const difference = (left?.[i] ?? 0) - (right?.[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
