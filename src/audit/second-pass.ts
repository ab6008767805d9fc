import { Failure } from '../base/failure.ts';
import { count, plural } from '../base/numbers.ts';
import type { OutputFolder } from '../disk/output-folder.ts';
import type { Manifest } from '../evidence/manifest.ts';
import { countUsers } from '../graph/count-users.ts';
import { readSignIns, type SignInsOutcome } from '../graph/sign-in-pages.ts';
import type { Host } from '../host.ts';
import type { AddedProperty } from '../list/store/added-property.ts';
import { createSignInStore } from '../list/store/sign-in-store.ts';
import { createNowAndThen } from './progress.ts';
import type { Session } from './sign-in.ts';

/** The second pass of an audit: when users signed in last. */
export interface SecondPass {
  /** Reads it at the first call, and only then. @returns undefined when nothing came of it */
  read(): Promise<AddedProperty | undefined>;
  /** Warns when it does not hold everybody in the list. @returns what became of it; null when it was not asked for */
  outcome(): Manifest['signInActivity'];
}

/** @param wanted the input `sign-in-activity` */
export function createSecondPass(
  wanted: boolean,
  { client, graphUrl, roles }: Session,
  folder: OutputFolder,
  { pace, log, learn, signal }: Pick<Host, 'pace' | 'log' | 'learn' | 'signal'>,
): SecondPass {
  const store = createSignInStore(folder.scratch);
  let outcome: SignInsOutcome | null = null;
  let reading: Promise<AddedProperty | undefined> | undefined;

  async function read(): Promise<AddedProperty | undefined> {
    learn({ doing: 'reading sign-in activity' });
    const sayNowAndThen = createNowAndThen(pace.now, log.info);
    // Without a count the pass is only told less of.
    const expected = await countUsers(client, { graphUrl, filter: '' }).catch(unlessCancelled);
    const options = {
      graphUrl,
      expected,
      pace,
      roles,
      onPlan: (pages: number) => log.info(`Reading sign-in activity: ${plural(pages, 'page')}.`),
      onPage: (users: number) =>
        sayNowAndThen(
          () => `Sign-in activity of ${expected > 0 ? `${count(users)} of ` : ''}${plural(expected || users, 'user')}.`,
        ),
    };
    outcome = await readSignIns(client, options, store.begin, store.add);
    learn({ doing: 'reading the list' });
    if (outcome.status === 'read') return store;
    // When the audit as a whole is over, it is not skipped.
    signal.throwIfAborted();
    log.warning(`Sign-in activity was skipped: ${outcome.reason}. The list of users is not affected.`);
    return undefined;
  }

  return {
    read() {
      reading ??= wanted ? read() : Promise.resolve(undefined);
      return reading;
    },
    outcome() {
      if (outcome?.status !== 'read') return outcome;
      const { missing } = store;
      if (missing > 0) {
        log.warning(
          `Graph left ${plural(missing, 'user')} of the list out when it told who signed in: in the list they have null, as if they never had. They may have been deleted meanwhile; if not, run the audit again.`,
        );
      }
      return { ...outcome, missing };
    },
  };
}

function unlessCancelled(error: unknown): number {
  if (error instanceof Failure && error.code !== 'cancelled') return 0;
  throw error;
}
