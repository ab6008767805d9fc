import { Failure } from '../base/failure.ts';
import { count, duration, plural } from '../base/numbers.ts';
import type { Baseline } from '../compare/baseline.ts';
import { openOutputFolder } from '../disk/output-folder.ts';
import type { CloudName } from '../entra/clouds.ts';
import type { GateResult } from '../gates/judge-gates.ts';
import { listUsers, type UsersList } from '../graph/list-users.ts';
import { needsAdvancedQuery } from '../graph/query.ts';
import type { Host } from '../host.ts';
import { readInputFiles } from '../inputs/input-files.ts';
import type { FormatName, Inputs, LoadedInputs } from '../inputs/inputs.ts';
import { createListBuilder } from '../list/list-builder.ts';
import { managerProperty } from '../users/user.ts';
import { assess, findBaseline } from './assess.ts';
import { createProgress } from './progress.ts';
import { publish } from './publish.ts';
import { createSecondPass } from './second-pass.ts';
import { checkCredential, signIn } from './sign-in.ts';
import { digestOfBundle } from './write-manifest.ts';

/**
 * The audit: credential, list between two counts, files, evidence, publishing.
 *
 * @throws Failure whatever kept it from being complete; evidence that was whole by then has been published
 */
export async function audit({ inputs, problems }: LoadedInputs<CloudName>, host: Host): Promise<void> {
  const { log, learn, signal } = host;
  const { now } = host.pace;
  const startedAt = now();
  // Every problem with the inputs at once, the certificate's among them, and before anything is sent.
  const files = await readInputFiles(inputs);
  const wrong = [...problems, ...contradictions(inputs), ...files.problems];
  const credential = await checkCredential(inputs, host, wrong);

  const progress = createProgress({ now, say: log.info });
  const { client, graphUrl } = await signIn(inputs, credential, host, progress.onWait);

  const directory = await openOutputFolder(inputs.outputDirectory, host.temporaryFolder);
  learn({ directory: directory.path, doing: 'reading the list' });
  try {
    const { properties, formats, filter, includeManager } = inputs;
    const selected = properties.filter((name) => !includeManager || name !== managerProperty);
    const signIns = createSecondPass(inputs.signInActivity, client, graphUrl, directory, host);
    const sink = createListBuilder({
      directory,
      // The comparison reads it, whether it is published or not.
      formats: listFormats(formats),
      properties,
      output: inputs.publish.output,
      signal,
      secondPass: signIns.read,
    });
    // It is on its way while the list is read; a large list is cut into parts where the earlier one says.
    const baseline = findBaseline(inputs, directory, host);
    baseline.catch(() => {});
    const listing = listUsers(
      client,
      { graphUrl, properties: selected, filter, includeManager },
      sink,
      {
        ...progress,
        onPage(received) {
          progress.onPage(received);
          learn({ progress: progress.soFar() });
        },
      },
      {
        concurrency: inputs.concurrency,
        now,
        // When GitHub is slow, the first page says where to cut.
        creationDates: async () =>
          creationDatesOf(await Promise.race([baseline, host.pace.sleep(patience).then(() => undefined)])),
      },
    );
    // While the first answer is on its way there is nothing else to do.
    const bundleSha256 = digestOfBundle(host.bundlePath);
    bundleSha256.catch(() => {});
    const list = await listing;
    const { listed, pages, countBefore, countAfter, reconciled } = list;
    log.info(
      `Read ${plural(listed, 'user')} in ${plural(pages, 'page')} and ${duration(now() - startedAt)}. Graph counted ${count(countBefore)} before and ${count(countAfter)} after: ${reconciled ? 'reconciled' : 'NOT reconciled'}.`,
    );
    learn({ doing: 'comparing the list' });
    const compared = { accepted: files.accepted, found: await baseline, properties: sink.properties };
    const assessment = await assess({ inputs, ...compared, directory, list, credential }, host);
    learn({ doing: 'writing and publishing the files' });
    const found = {
      inputs,
      credential,
      client,
      list,
      signIns: signIns.outcome(),
      sink,
      assessment,
      directory,
      bundleSha256,
      startedAt,
    };
    await publish(found, host);
    closeGates(assessment.gates, list);
    log.info(`Done in ${duration(now() - startedAt)}.`);
  } finally {
    await directory.discard();
  }
}

/** Source: https://learn.microsoft.com/graph/aad-advanced-queries, which do not go together with `$expand` */
function contradictions({ includeManager, filter }: Inputs<CloudName>): Failure[] {
  if (!includeManager || !needsAdvancedQuery(filter)) return [];
  const takes = 'false beside a filter with ne, not, endsWith, "eq null" or /$count, which brings no managers';
  return [new Failure('input-wrong', { input: 'include-manager', got: 'true', takes, hint: '' })];
}

/** Milliseconds that the list waits for the earlier one. */
const patience = 5_000;

function creationDatesOf(baseline: Baseline | undefined): readonly string[] {
  return (baseline && 'manifest' in baseline && baseline.manifest?.creationDates) || [];
}

function listFormats(formats: Inputs<CloudName>['formats']): FormatName[] {
  return [...new Set<FormatName>([...formats.filter((format) => format !== 'html'), 'jsonl'])];
}

/** All closed gates at once. @throws Failure `unreconciled`, `gates-closed` */
function closeGates(gates: readonly GateResult[], { listed, countBefore, countAfter, reads }: UsersList): void {
  const failing = gates.filter(({ fails }) => fails);
  const [first] = failing;
  if (first === undefined) return;
  if (failing.length === 1 && first.gate === 'unreconciled') {
    throw new Failure('unreconciled', { listed, countBefore, countAfter, reads });
  }
  const list = failing.map(({ gate, detail }) => `\n- ${gate}: ${detail}`).join('');
  throw new Failure('gates-closed', { number: plural(failing.length, 'gate is', 'gates are'), list });
}
