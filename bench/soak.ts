import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { scenarios, tryScenario } from '../test/harness/random-audit.ts';

/**
 * Runs the committed Action again and again, in random tenants, with one request in ten struck by a fault, and compares
 * every list with its tenant: `npm run soak`. Ends with 1 when a list was wrong. The same seed tries the same scenarios.
 */
const { values: options } = parseArgs({
  options: { runs: { type: 'string', default: '50' }, seed: { type: 'string', default: String(Date.now() % 100_000) } },
});
const runs = Number(options.runs);
const counts = { exact: 0, honest: 0, wrong: 0 };

for (const [index, scenario] of fc
  .sample(scenarios(20_000, 0.1), { numRuns: runs, seed: Number(options.seed) })
  .entries()) {
  const { tenant, faults, concurrency, churn, oneCore } = scenario;
  const what = `${tenant.users} users ${tenant.kind}, ${concurrency} at once${oneCore ? ' on one core' : ''}, ${churn} changes, ${faults.map(({ kind }) => kind).join(' ') || 'no faults'}`;
  const started = performance.now();
  const verdict = await tryScenario(scenario).then(
    (listed) => (listed ? 'exact' : 'honest'),
    (error: Error) => {
      console.log(error.message, JSON.stringify(scenario));
      return 'wrong' as const;
    },
  );
  counts[verdict] += 1;
  console.log(`${index + 1}/${runs} ${verdict}, ${((performance.now() - started) / 1000).toFixed(1)} s: ${what}`);
}
console.log(`Seed ${options.seed}: ${counts.exact} exact, ${counts.honest} failed honestly, ${counts.wrong} wrong.`);
if (counts.wrong > 0) process.exitCode = 1;
