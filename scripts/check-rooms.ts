import { dirname, join, normalize, sep } from 'node:path/posix';

/**
 * Which rooms of src/ a room may use: all of the rows above its own, and none of its own row but itself. Entries stand
 * loose in src/ and may use every room; nobody may use them.
 */
const rows: readonly (readonly string[])[] = [
  ['base'],
  ['problems', 'http', 'disk', 'users'],
  ['entra', 'graph', 'list', 'evidence', 'privacy'],
  ['findings', 'compare'],
  ['gates'],
  ['report', 'inputs'],
  ['audit'],
];
/** What fills the types of host.ts: a CI system, an artifact store. An audit knows no more of them than those types. */
const hostRooms = ['github'];
const rooms = [...rows.flat(), ...hostRooms];
const entries = ['main.ts', 'post.ts', 'watchdog.ts', 'worker.ts'];
/** What is outside of an audit: types only, which say nothing of who fills them. */
const host = 'host.ts';
const seesHost = ['compare', 'audit', ...hostRooms];
const usedByHost = ['base', 'http'];
const usedByHostRooms = ['base', 'http', 'disk'];

/** Folders whose files import nothing from outside: the emulator is a witness, infra/ are packages of their own. */
const closed = ['emulator', 'infra', 'infra-github'];

export interface House {
  /** What is wrong, a sentence each; empty when all is well. */
  problems: string[];
  /** How many relative imports there are, those of types among them. */
  imports: number;
  cycles: number;
}

/**
 * Holds the house together.
 *
 * @param files the text of each source file, by its path in the repository, with forward slashes
 * @param packages what each package of its own depends on, by its folder: nothing else may be imported in there
 */
export function checkRooms(
  files: ReadonlyMap<string, string>,
  packages: ReadonlyMap<string, readonly string[]> = new Map(),
): House {
  const imports = new Map([...files].map(([path, text]) => [path, importsOf(path, text)]));
  const sources = [...files].filter(([path]) => path.startsWith('src/'));
  const cycles = cyclesIn(imports);
  const problems = [
    ...sources.flatMap(([path]) => placeProblem(path)),
    ...[...files.keys()].flatMap(mirrorProblem),
    ...sources.flatMap(([path]) => imports.get(path)?.flatMap((used) => arrowProblem(path, used)) ?? []),
    ...sources.flatMap(([path, text]) => environmentProblem(path, text)),
    ...[...imports].flatMap(([path, used]) => outsideProblem(path, used)),
    ...[...files].flatMap(([path, text]) => dependencyProblem(path, text, packages)),
    ...cycles.map((cycle) => `${cycle.join(' -> ')} is a cycle of imports: move what both need to a third file`),
  ];
  return { problems, imports: [...imports.values()].flat().length, cycles: cycles.length };
}

function roomOf(path: string): string {
  const [, room = '', file] = path.split(sep);
  return file === undefined ? '' : room;
}

function placeProblem(path: string): string[] {
  const room = roomOf(path);
  if (room === '') {
    const isEntry = [...entries, host].some((name) => path === `src/${name}`);
    return isEntry
      ? []
      : [`${path} stands loose in src/: every file but ${entries.join(', ')} and ${host} lives in a room`];
  }
  if (rooms.includes(room)) return [];
  return [
    `${path} is in a room that the house does not have: use one of ${rooms.join(', ')}, or name it in scripts/check-rooms.ts`,
  ];
}

/** Folders of test/ that mirror no room of src/. */
const testFolders = [
  'browser',
  'clients',
  'docs',
  'e2e',
  'emulator',
  'examples',
  'harness',
  'harness-tests',
  'hostile',
  'infra',
  'mutation',
  'pulumi',
  'scripts',
];

/** Whoever looks for the tests of a room finds them under its name. */
function mirrorProblem(path: string): string[] {
  if (!path.startsWith('test/')) return [];
  const room = roomOf(path);
  const isKnown = room !== '' && [...rooms, ...testFolders].includes(room);
  return isKnown ? [] : [`${path} mirrors no room: test/ has the folders of src/, and ${testFolders.join(', ')}`];
}

function arrowProblem(path: string, used: string): string[] {
  if (!used.startsWith('src/')) return [];
  const [from, to] = [roomOf(path), roomOf(used)];
  const why = whyNot(path, from, used, to);
  return why === undefined ? [] : [`${path} imports ${used}: ${why}`];
}

function whyNot(path: string, from: string, used: string, to: string): string | undefined {
  if (path === `src/${host}`) {
    return usedByHost.includes(to) ? undefined : `${host} is types only and uses nothing but ${usedByHost.join(', ')}`;
  }
  if (from === '' || from === to) return undefined;
  if (used === `src/${host}`) {
    return seesHost.includes(from) ? undefined : `${host} is for ${seesHost.join(', ')} and the entries`;
  }
  if (to === '') return 'nobody uses an entry';
  if (hostRooms.includes(to)) return `only the entries see ${to}/: what an audit needs of it belongs into ${host}`;
  if (hostRooms.includes(from)) {
    return usedByHostRooms.includes(to)
      ? undefined
      : `${from}/ sees nothing but ${usedByHostRooms.join(', ')} and ${host}`;
  }
  const [row, below] = [rowOf(from), rowOf(to)];
  if (row < 0 || below < 0 || below < row) return undefined;
  return `${from}/ may use ${rows.slice(0, row).flat().join(', ') || 'no other room'}`;
}

function rowOf(room: string): number {
  return rows.findIndex((row) => row.includes(room));
}

/** GITHUB_* and the like are read once, in github/, and come to everybody else through the host. */
function environmentProblem(path: string, text: string): string[] {
  const room = roomOf(path);
  if (room === '' || hostRooms.includes(room)) return [];
  const reads = /\bprocess\s*(\?\.|\.|\[)\s*'?env\b|\benv\b[^;=]*=\s*process\b|from 'node:process'/.test(text);
  return reads
    ? [
        `${path} reads process.env: only ${hostRooms.join('/, ')}/ and the entries may; what they find goes into the host`,
      ]
    : [];
}

function outsideProblem(path: string, used: readonly string[]): string[] {
  const folder = closed.find((name) => path.startsWith(`${name}/`));
  if (folder === undefined) return [];
  const outside = used.filter((name) => !name.startsWith(`${folder}/`));
  return outside.map((name) => `${path} imports ${name}: ${folder}/ uses nothing from outside`);
}

function dependencyProblem(path: string, text: string, packages: ReadonlyMap<string, readonly string[]>): string[] {
  const [folder = ''] = path.split(sep);
  const dependencies = packages.get(folder);
  if (dependencies === undefined) return [];
  const names = [...text.matchAll(/\b(?:from\s+|import\s+|import\(\s*)'([^'.][^']*)'/g)].map(([, name = '']) => name);
  const strange = names.filter((name) => !name.startsWith('node:') && !dependencies.includes(packageOf(name)));
  return strange.map((name) => `${path} imports ${name}, which ${folder}/package.json does not depend on`);
}

/** `@pulumi/pulumi/automation` is of the package `@pulumi/pulumi`. */
function packageOf(name: string): string {
  return name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Relative imports, those of types among them; what is in a package is no room. */
function importsOf(path: string, text: string): string[] {
  const found = text.matchAll(/\b(?:from\s+|import\s+|import\(\s*)'(\.{1,2}\/[^']+)'/g);
  return [...found]
    .map((match) => normalize(join(dirname(path), match[1] as string)))
    .filter((name) => !name.includes('node_modules/'));
}

/** @returns each cycle once, as the files on it, the first one at its end again */
function cyclesIn(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const open: string[] = [];
  function visit(path: string): void {
    const at = open.indexOf(path);
    if (at >= 0) cycles.push([...open.slice(at), path]);
    if (at >= 0 || done.has(path)) return;
    open.push(path);
    for (const used of imports.get(path) ?? []) visit(used);
    open.pop();
    done.add(path);
  }
  for (const path of imports.keys()) visit(path);
  return cycles;
}
