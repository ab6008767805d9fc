import { Failure } from './directory/failure.ts';
import { managerProperty } from './directory/user.ts';
import type { CloudName } from './entra/clouds.ts';
import type { Inputs, LoadedInputs } from './github/inputs.ts';
import { openOutputDirectory } from './github/output-directory.ts';
import { createFilesSink } from './github/user-sink.ts';
import { listUsers } from './graph/list.ts';
import { needsAdvancedQuery } from './graph/query.ts';
import type { AuditPorts } from './ports.ts';
import { publish } from './publish.ts';
import { count, duration, plural } from './report/numbers.ts';
import { createProgress } from './report/progress.ts';
import { checkCredential, signIn } from './sign-in.ts';
import { createSecondPass } from './sign-in-activity.ts';

/**
 * The audit: credential, list between two counts, files, evidence, publishing.
 *
 * @throws Failure whatever kept it from being complete; evidence that was whole by then has been published
 */
export async function audit({ inputs, problems }: LoadedInputs<CloudName>, ports: AuditPorts): Promise<void> {
  const { log, learn, signal } = ports;
  const { now } = ports.pace;
  const startedAt = now();
  // Every problem with the inputs at once, the certificate's among them, and before anything is sent.
  const credential = await checkCredential(inputs, ports, [...problems, ...contradictions(inputs)]);

  const progress = createProgress({ now, say: log.info });
  const { client, graphUrl } = await signIn(inputs, credential, ports, progress.onWait);

  const directory = await openOutputDirectory(inputs.outputDirectory, ports.temporaryFolder);
  learn({ directory: directory.path, doing: 'reading the list' });
  try {
    const { properties, formats, filter, includeManager } = inputs;
    const selected = properties.filter((name) => !includeManager || name !== managerProperty);
    const signIns = createSecondPass(inputs.signInActivity, client, graphUrl, directory, ports);
    const { output } = inputs.publish;
    const sink = createFilesSink({ directory, formats, properties, output, signal, secondPass: signIns.read });
    const list = await listUsers(
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
      { concurrency: inputs.concurrency, now, creationDates: [] },
    );
    const { listed, pages, countBefore, countAfter, reconciled } = list;
    log.info(
      `Read ${plural(listed, 'user')} in ${plural(pages, 'page')} and ${duration(now() - startedAt)}. Graph counted ${count(countBefore)} before and ${count(countAfter)} after: ${reconciled ? 'reconciled' : 'NOT reconciled'}.`,
    );
    learn({ doing: 'writing and publishing the files' });
    await publish({ inputs, credential, client, list, signIns: signIns.outcome, sink, directory, startedAt }, ports);
    if (!reconciled) throw new Failure('unreconciled', { listed, countBefore, countAfter, reads: list.reads });
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
