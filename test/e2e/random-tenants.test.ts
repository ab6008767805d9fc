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
const found: Record<string, Scenario> = {
  'the only user changes again and again while it is read': {
    seed: 303_550,
    tenant: { kind: 'without dates', users: 1 },
    churn: 20,
    concurrency: 1,
    faults: [
      { kind: 'status', status: 502, body: 'html', match: { path: 'select=', times: 'always', probability: 0.1 } },
      { kind: 'page-cap', size: 120, match: { times: 'always' } },
    ],
  },
};

for (const [what, scenario] of Object.entries(found)) {
  test(what, async () => {
    await tryScenario(scenario);
  });
}
