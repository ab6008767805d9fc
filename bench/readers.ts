import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rules } from '../src/findings/rules/index.ts';
import { auditProperties } from '../src/users/property-sets.ts';
import type { ActionInputs } from '../test/harness/action-manifest.ts';
import { listAlone } from '../test/harness/list-alone.ts';
import { provisionApp } from '../test/harness/provision-app.ts';
import { type ActionRun, runAction } from '../test/harness/run-action.ts';
import type { History } from './histories.ts';
import type { Tenant } from './tenant.ts';

/** What a reader did with a tenant. */
export interface Reading {
  /** Milliseconds from the start of the process to its end. */
  wall: number;
  distinct: number;
  /** Bytes. */
  peakRss: number;
  /** Seconds that all threads were on cores. */
  cpu: number;
}

export interface Reader {
  name: string;
  pageSize: number;
  /** Pages read at once. */
  atOnce: number;
  /** It is no reader, but shows what waiting alone costs. */
  keepsNothing?: boolean;
  read(tenant: Tenant): Promise<Reading>;
}

const peers = join(import.meta.dirname, 'peers');
const measureMemory = join(import.meta.dirname, '../test/harness/measure-memory.js');

const { rules: noRules } = listAlone;
/** More or less than an audit does as it comes. */
const audits = {
  'as it comes': {},
  'every rule on': {
    // But for those that need more than what is read by default.
    rules: rules.flatMap(({ id, input }) => (input === undefined ? [`${id}: on`] : [])).join('\n'),
  },
  'no rules, no report': { rules: noRules, formats: 'jsonl, csv' },
  'the list and its upload': { rules: noRules, formats: 'jsonl, csv', baseline: 'none' },
} satisfies Record<string, ActionInputs>;

/**
 * Our Action as people run it: the committed dist in the runner harness, with the earlier list in an artifact, and with
 * the upload of list and report.
 */
export function audit(history: History, what: keyof typeof audits = 'as it comes'): Reader {
  const inputs: ActionInputs = audits[what];
  const compared = inputs.baseline === 'none' ? '' : `, ${history.percent} % changed`;
  return {
    name: `entra-user-audit, ${what}${compared}`,
    pageSize: 999,
    atOnce: 16,
    async read(tenant) {
      await tenant.takeRequests();
      return readingOf(await history.audit(inputs));
    },
  };
}

/** Our Action, files only, and no more than the list. */
export function action(concurrency: number): Reader {
  return {
    name: `entra-user-audit, the list alone, concurrency ${concurrency}`,
    pageSize: 999,
    atOnce: concurrency,
    async read(tenant) {
      const { clientId, clientSecret } = await register(tenant);
      await tenant.takeRequests();
      return readingOf(
        await runAction({
          measure: true,
          timeout: 600_000,
          inputs: {
            'tenant-id': tenant.tenantId,
            'client-id': clientId,
            'client-secret': clientSecret,
            'authority-url': tenant.origin,
            'graph-url': tenant.origin,
            concurrency,
            ...{ ...listAlone, formats: 'jsonl, csv' },
          },
        }),
      );
    },
  };
}

async function readingOf(run: ActionRun): Promise<Reading> {
  await run.cleanup();
  if (run.exitCode !== 0) throw new Error(run.lines.join('\n'));
  const { durationMs: wall, outputs, peakRss = Number.NaN, cpu = Number.NaN } = run;
  return { wall, distinct: Number(outputs['user-count']), peakRss, cpu: cpu / 1000 };
}

/** Queries by the first letter of userPrincipalName, side by side. */
export function firstLetters(parts: number): Reader {
  const read = (tenant: Tenant) =>
    peer(tenant, 999, process.execPath, ['--import', measureMemory, join(peers, 'first-letters.js')], {
      PARTS: String(parts),
    });
  return { name: `a query for each first letter, ${parts} at once`, pageSize: 999, atOnce: parts, read };
}

/** PageIterator of @microsoft/microsoft-graph-client. */
export function pageIterator(top: number): Reader {
  const read = (tenant: Tenant) =>
    peer(tenant, top, process.execPath, ['--import', measureMemory, join(peers, 'page-iterator.js')]);
  return { name: `microsoft-graph-client PageIterator, ${top} a page`, pageSize: top, atOnce: 1, read };
}

/** The Python quickstart, following nextLinks. @param python an interpreter with msal and requests */
export function quickstart(top: number, python: string): Reader {
  const read = (tenant: Tenant) => peer(tenant, top, python, [join(peers, 'quickstart.py')]);
  return { name: `Python msal + requests, ${top} a page`, pageSize: top, atOnce: 1, read };
}

/** Waits for parts that a sample has cut, and keeps nothing. */
export function throwAway(parts: number): Reader {
  const read = (tenant: Tenant) =>
    peer(tenant, 999, process.execPath, ['--import', measureMemory, join(import.meta.dirname, 'throw-away.js')], {
      PARTS: String(parts),
    });
  return { name: `every byte thrown away, ${parts} parts`, pageSize: 999, atOnce: parts, keepsNothing: true, read };
}

async function peer(
  tenant: Tenant,
  top: number,
  program: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Reading> {
  const { clientId, clientSecret } = await register(tenant);
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const peakFile = join(folder, 'peak');
  await tenant.takeRequests();
  try {
    const started = performance.now();
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        PATH: process.env.PATH,
        ORIGIN: tenant.origin,
        TENANT: tenant.tenantId,
        CLIENT_ID: clientId,
        CLIENT_SECRET: clientSecret,
        SELECT: auditProperties.join(','),
        TOP: String(top),
        OUTPUT: join(folder, 'users.json'),
        HARNESS_PEAK_RSS_FILE: peakFile,
        ...env,
      },
    });
    const [printed, [code]] = await Promise.all([child.stdout.toArray(), once(child, 'exit')]);
    const wall = performance.now() - started;
    if (code !== 0) throw new Error(`${program} ${args.join(' ')}: exit ${code}`);
    const { distinct, peakRss, cpuSeconds } = JSON.parse(printed.join(''));
    const [measured = Number.NaN, cpu = Number.NaN] = (await readFile(peakFile, 'utf8').catch(() => ''))
      .split(' ')
      .map(Number);
    return { wall, distinct, peakRss: peakRss ?? measured, cpu: cpuSeconds ?? cpu / 1000 };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function register(tenant: Tenant): Promise<{ clientId: string; clientSecret: string }> {
  const { clientId, clientSecret = '' } = await provisionApp({ ...tenant, secret: true, consent: true });
  return { clientId, clientSecret };
}
