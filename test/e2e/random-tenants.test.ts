import { test } from 'node:test';
import fc from 'fast-check';
import { type Scenario, scenarios, tryScenario } from '../harness/random-audit.ts';

test('random tenants, faults, churn and concurrency: the list is the tenant, or the run fails honestly', async () => {
  await fc.assert(
    fc.asyncProperty(scenarios(6_000, 0.1), async (scenario) => {
      await tryScenario(scenario);
    }),
    { numRuns: 12, endOnFailure: true },
  );
});

/** Scenarios that were wrong once. */
const found: Record<string, Scenario> = {};

for (const [what, scenario] of Object.entries(found)) {
  test(what, async () => {
    await tryScenario(scenario);
  });
}
