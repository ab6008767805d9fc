import { fewUsers, keepOldSpaceSmall } from '../base/v8-heap.ts';
import type { Baseline } from '../compare/baseline.ts';
import type { OutputFolder } from '../disk/output-folder.ts';
import { secondReadingProperties } from '../graph/hold-list.ts';
import { listUsers, type UsersList } from '../graph/list-users.ts';
import type { Host } from '../host.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { FormatName } from '../list/formats/index.ts';
import { createListBuilder, type WrittenList } from '../list/list-builder.ts';
import { createSecondReading } from '../list/second-reading.ts';
import { OtherSpelling, respell } from '../list/store/spelling.ts';
import type { Disclosure } from '../privacy/disclosure.ts';
import { managerProperty, orderProperties } from '../users/user.ts';
import { digestOfBundle } from './bundle-digest.ts';
import { createDeletedUsers, type DeletedUsers } from './deleted-users.ts';
import type { Progress } from './progress.ts';
import type { ListReview } from './review/list-review.ts';
import { createSecondPass, type SecondPass } from './second-pass.ts';
import type { Session } from './sign-in.ts';
import { createSponsorsPass, type SponsorsPass } from './sponsors-pass.ts';

/** Today's list, on disk. */
export interface ReadList {
  list: UsersList;
  written: WrittenList;
  signIns: SecondPass;
  sponsors: SponsorsPass;
  /** It may still be on its way. */
  deletedUsers: DeletedUsers;
  /** Of the program that runs. */
  bundleSha256: Promise<string>;
  /** What looked at users while they came; undefined where that is done when the list is there. */
  review: ListReview | undefined;
}

export interface ReadListOptions {
  inputs: Inputs;
  session: Session;
  folder: OutputFolder;
  /** On its way: it may say where a large list can be cut. */
  baseline: Promise<Baseline>;
  /** What is hidden of users; undefined when nothing is. */
  disclosure: Disclosure | undefined;
  progress: Progress;
  /** Begins a review of users as they come; undefined where it has to wait for the list. */
  beginReview: ((properties: readonly string[]) => ListReview) | undefined;
}

/**
 * Reads all users between two counts into files that have their temporary names, and the second pass behind them.
 *
 * @throws Failure of the client, of the disk, or `cancelled`
 */
export async function readList(options: ReadListOptions, host: Host): Promise<ReadList> {
  const { inputs, session, folder } = options;
  const passes: Passes = {
    signIns: createSecondPass(inputs.signInActivity, session, folder, host),
    sponsors: createSponsorsPass(inputs.includeSponsors, session, folder, host),
    deletedUsers: createDeletedUsers(inputs.deletedUsers, session, folder, host),
  };
  let { properties, named } = inputs;
  /** Spellings that Graph has told. */
  const met = new Set<string>();
  let bundleSha256: Promise<string> | undefined;
  for (;;) {
    const reading = readProperties({ properties, named }, passes, options, host);
    // Behind the first requests of the list, and beside all others.
    passes.deletedUsers.begin();
    passes.sponsors.begin();
    // While the first answer is on its way there is nothing else to do.
    bundleSha256 ??= digestOfBundle(host.bundlePath);
    bundleSha256.catch(() => {});
    try {
      return { ...(await reading), ...passes, bundleSha256 };
    } catch (error) {
      if (!(error instanceof OtherSpelling)) throw error;
      for (const [given, graphs] of error.names) {
        host.log.info(`Graph spells "${given}" as "${graphs.join('" and "')}": reading with that.`);
      }
      properties = orderProperties(respell(properties, error, met));
      named = respell(named, error, met);
      for (const graphs of error.names.values()) for (const name of graphs) met.add(name);
    }
  }
}

/** What is read apart from the list. */
type Passes = Pick<ReadList, 'signIns' | 'sponsors' | 'deletedUsers'>;

/** @throws OtherSpelling when the list has to be begun again with other names */
async function readProperties(
  { properties, named }: Pick<Inputs, 'properties' | 'named'>,
  { signIns, sponsors, deletedUsers }: Passes,
  { inputs, session: { client, graphUrl }, folder, baseline, disclosure, progress, beginReview }: ReadListOptions,
  host: Host,
): Promise<Pick<ReadList, 'list' | 'written' | 'review'>> {
  const { formats, filter, includeManager, concurrency } = inputs;
  const selected = properties.filter((name) => !includeManager || name !== managerProperty);
  const review = beginReview?.(properties);
  const builder = createListBuilder({
    folder,
    // The comparison reads it, whether it is published or not.
    formats: listFormats(formats),
    properties,
    named,
    output: inputs.publish.output,
    mask: disclosure,
    watcher: review,
    signal: host.signal,
  });
  try {
    const { written, ...list } = await listUsers(
      client,
      { graphUrl, properties: selected, filter, includeManager },
      // The second pass begins when the list has been read, and while Graph counts once more.
      {
        ...builder,
        async finish() {
          // Everybody is seen before anybody is shown.
          if (disclosure) await deletedUsers.seenBy(disclosure);
          return builder.finish(await sponsors.read(), await signIns.read());
        },
        secondReading() {
          const reading = createSecondReading(folder.scratch, secondReadingProperties);
          return { ...reading, compare: ({ truth }, begun) => reading.compare(truth, begun) };
        },
      },
      {
        ...progress,
        onCount(count) {
          progress.onCount(count);
          review?.expect(count);
        },
        onPage(received) {
          progress.onPage(received);
          if (received > fewUsers) keepOldSpaceSmall(received);
          host.learn({ progress: progress.soFar() });
        },
      },
      {
        concurrency,
        now: host.pace.now,
        // Nobody waits for the earlier list: its dates cut it hardly better than those of the first page.
        creationDates: async () => creationDatesOf(await Promise.race([baseline, undefined])),
      },
    );
    return { list, written, review };
  } catch (error) {
    if (error instanceof OtherSpelling) await builder.clear();
    throw error;
  }
}

function listFormats(formats: Inputs['formats']): FormatName[] {
  return [...new Set<FormatName>([...formats.filter((format) => format !== 'html'), 'jsonl'])];
}

function creationDatesOf(baseline: Baseline | undefined): readonly string[] {
  return (baseline && 'manifest' in baseline && baseline.manifest?.creationDates) || [];
}
