import { execFileSync, spawnSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createHistories, type History } from './histories.ts';
import { countUsers, type Limits, measureLimits } from './limits.ts';
import {
  action,
  audit,
  firstLetters,
  pageIterator,
  quickstart,
  type Reader,
  type Reading,
  throwAway,
} from './readers.ts';
import { measureSmallTenants } from './small-tenants.ts';
import { startUp } from './start-up.ts';
import { startTenant, type Tenant } from './tenant.ts';

/**
 * The Action against its peers, on the same emulated tenant in one run: `npm run bench`. Writes bench/README.md; with
 * --users only the tables of these sizes are written anew, and with --only it measures some readers, and prints only.
 */
const { values: options } = parseArgs({
  allowNegative: true,
  options: {
    users: { type: 'string', default: '10000,100000,1000000' },
    latency: { type: 'string', default: '0,50,300' },
    /** Whether tenants of 50, 500 and 5,000 users are measured as well. */
    small: { type: 'boolean', default: true },
    only: { type: 'string', default: '' },
    /** Seconds: what would take longer is left out. */
    patience: { type: 'string', default: '600' },
    python: { type: 'string', default: process.env.BENCH_PYTHON ?? 'python3' },
  },
});
const whole = options.only === '';
/** Readings that take less than `quick` milliseconds are repeated this often; the table has the median. */
const quick = 10_000;
const repetitions = 3;

execFileSync('npm', ['ci', '--prefix', 'bench/peers', '--silent'], {
  cwd: join(import.meta.dirname, '..'),
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
const hasPython = spawnSync(options.python, ['-c', 'import msal, requests']).status === 0;
const others: Reader[] = [
  ...[1, 8, 16, 32].map(action),
  throwAway(16),
  firstLetters(16),
  ...[999, 100].map(pageIterator),
  ...(hasPython ? [999, 100].map((top) => quickstart(top, options.python)) : []),
];
const numbers = (text: string) => text.split(',').map(Number);
const report: string[] = [];

const about = [await aboutMachine(), await startUp()];
console.log(about.join('\n'));
if (options.small) {
  const table = await measureSmallTenants();
  console.log(table);
  if (whole) await writeTable('Small tenants', `### Small tenants\n\n${about[0]}\n\n${table}`);
}
for (const users of numbers(options.users)) {
  const tenant = await startTenant(users);
  // They are made without latency.
  const histories = await createHistories(tenant, [20, 1]);
  const [mostChanged, leastChanged] = histories as [History, History];
  const ours = [
    audit(leastChanged),
    audit(mostChanged),
    audit(leastChanged, 'every rule on'),
    audit(leastChanged, 'no rules, no report'),
    audit(leastChanged, 'the list and its upload'),
  ];
  const readers = [...ours, ...others].filter(({ name }) => name.includes(options.only));
  const limits = await measureLimits(tenant, users);
  report.length = 0;
  say(
    `${headingOf(users)}\n\n${about.join('\n')}\n\nThe emulator serves ${limits.pagesPerSecond.toFixed(0)} pages of 999 a second; one core parses and writes the same bytes in ${seconds(limits.parseAndWrite)}.\n\n| reader | ms a page | wall | users/s | times PageIterator@999 | times the floor | CPU | requests | resource units | peak RSS | complete |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |`,
  );
  for (const latency of numbers(options.latency)) {
    for (const history of histories) history.setLatency(latency);
    await compare(tenant, readers, latency, limits);
  }
  for (const history of histories) await history[Symbol.asyncDispose]();
  await tenant.stop();
  if (whole) await writeTable(users.toLocaleString('en-US'), report.join('\n'));
}

function headingOf(users: number): string {
  return `### ${users.toLocaleString('en-US')} users`;
}

interface Row {
  reader: Reader;
  reading?: Reading | undefined;
  failed?: boolean;
  requests?: number;
  resourceUnits?: number;
}

function wallOf(row: Row | undefined): number {
  return row?.reading?.wall ?? Number.POSITIVE_INFINITY;
}

async function compare(tenant: Tenant, readers: readonly Reader[], latency: number, limits: Limits): Promise<void> {
  const users = await countUsers(tenant);
  await tenant.setPageLatency(latency);
  const rows: Row[] = [];
  for (const reader of readers) {
    if (forecast(reader, users, latency) > Number(options.patience)) {
      rows.push({ reader });
      continue;
    }
    const rowsOfReader: Row[] = [];
    do {
      const reading = await reader.read(tenant).catch((error: unknown) => {
        // A peer that keeps all users in memory does not survive every size.
        console.error(String(error).slice(0, 2_000));
        return undefined;
      });
      rowsOfReader.push({ reader, reading, failed: reading === undefined, ...(await tenant.takeRequests()) });
    } while (rowsOfReader.length < repetitions && wallOf(rowsOfReader[0]) < quick);
    rowsOfReader.sort((a, b) => wallOf(a) - wallOf(b));
    rows.push(rowsOfReader[rowsOfReader.length >> 1] as Row);
  }
  const yardstick = rows.find(({ reader }) => reader.name.includes('PageIterator, 999'))?.reading?.wall;
  for (const { reader, reading, failed = false, requests = 0, resourceUnits = 0 } of rows) {
    const cells = reading
      ? [
          seconds(reading.wall),
          Math.round(reading.distinct / (reading.wall / 1000)).toLocaleString('en-US'),
          yardstick ? (yardstick / reading.wall).toFixed(1) : '',
          (reading.wall / floor(reader, users, latency, limits)).toFixed(2),
          `${reading.cpu.toFixed(1)} s`,
          requests.toLocaleString('en-US'),
          resourceUnits.toLocaleString('en-US'),
          `${Math.round(reading.peakRss / 2 ** 20)} MiB`,
          reader.keepsNothing ? 'keeps nothing' : reading.distinct === users ? 'yes' : `NO: ${reading.distinct}`,
        ]
      : [failed ? 'FAILED' : `left out: over ${options.patience} s`, '', '', '', '', '', '', '', ''];
    say(`| ${reader.name} | ${latency} | ${cells.join(' | ')} |`);
  }
}

/** One round for the counts, the rounds for the pages, and the work of one core. */
function floor({ pageSize, atOnce }: Reader, users: number, latency: number, { parseAndWrite }: Limits): number {
  return latency + Math.ceil(users / pageSize / atOnce) * latency + parseAndWrite;
}

/** Seconds; 30 ms of work a page on this class of machine. */
function forecast({ pageSize, atOnce }: Reader, users: number, latency: number): number {
  const pages = users / pageSize;
  return Math.max((pages * latency) / atOnce, pages * 30 * (pageSize === 999 ? 1 : 0.2)) / 1000;
}

async function aboutMachine(): Promise<string> {
  const [{ model } = { model: 'unknown' }] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  return `Measured on ${date}, ${availableParallelism()} cores (${model}), Node ${process.version}.`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function say(text: string): void {
  console.log(text);
  report.push(text);
}

/** Puts a table in the place of the one of the same size. */
async function writeTable(what: string, table: string): Promise<void> {
  const path = join(import.meta.dirname, 'README.md');
  const [head = '', results = ''] = (await readFile(path, 'utf8')).split('<!-- results -->');
  const tables = results.trim().split(/\n\n(?=### )/);
  const place = tables.findIndex((other) => other.startsWith(`### ${what}`));
  tables.splice(place < 0 ? tables.length : place, place < 0 ? 0 : 1, table);
  await writeFile(path, `${head}<!-- results -->\n\n${tables.filter(Boolean).join('\n\n')}\n`);
}
