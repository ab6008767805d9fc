import type { ActionInputs } from '../test/harness/action-manifest.ts';
import { listAlone } from '../test/harness/list-alone.ts';
import { createHistories, type History } from './histories.ts';
import { startTenant, type Tenant } from './tenant.ts';

/** The usual tenant: there what counts is how often something is waited for. */
const sizes = [50, 500, 5_000];
/** Milliseconds after which everything is answered: sign-ins, Graph, GitHub, the storage of artifacts. */
const latency = 300;
const tries = 5;

const kinds: [string, ActionInputs][] = [
  ['as it comes', {}],
  ['without the report as an artifact of its own', { 'report-artifact': 'false' }],
  ['files only', { publish: 'none' }],
  ['the list alone', listAlone],
];

/**
 * Measures whole audits with an earlier list of which a hundredth has changed.
 *
 * @returns a table: milliseconds from the start of the process to its end, and how many round trips lie behind one another,
 *   which is what latency adds
 */
export async function measureSmallTenants(): Promise<string> {
  const rows: string[] = [];
  for (const users of sizes) {
    const tenant = await startTenant(users);
    const [history] = (await createHistories(tenant, [1])) as [History];
    for (const [what, inputs] of kinds) {
      const [at, late] = [await median(tenant, history, inputs, 0), await median(tenant, history, inputs, latency)];
      const cells = [
        users.toLocaleString('en-US'),
        what,
        ...[at.wall, late.wall].map((wall) => `${Math.round(wall)} ms`),
        ((late.wall - at.wall) / latency).toFixed(1),
        `${(late.cpu / 1_000).toFixed(2)} s`,
        `${Math.round(late.peakRss / 2 ** 20)} MiB`,
      ];
      rows.push(`| ${cells.join(' | ')} |`);
    }
    await history[Symbol.asyncDispose]();
    await tenant.stop();
  }
  const head = `| users | audit | without latency | every answer after ${latency} ms | round trips | CPU | peak RSS |`;
  return [head, '| ---: | --- | ---: | ---: | ---: | ---: | ---: |', ...rows].join('\n');
}

async function median(tenant: Tenant, history: History, inputs: ActionInputs, milliseconds: number) {
  await tenant.setPageLatency(milliseconds);
  await tenant.setSignInLatency(milliseconds);
  history.setLatency(milliseconds);
  const found: { wall: number; cpu: number; peakRss: number }[] = [];
  for (let time = 0; time < tries; time += 1) {
    await using run = await history.audit(inputs);
    if (run.exitCode !== 0) throw new Error(run.lines.join('\n'));
    found.push({ wall: run.durationMs, cpu: run.cpu ?? Number.NaN, peakRss: run.peakRss ?? Number.NaN });
  }
  found.sort((a, b) => a.wall - b.wall);
  return found[tries >> 1] as (typeof found)[number];
}
