import { plural } from '../base/numbers.ts';
import type { OutputFolder } from '../disk/output-folder.ts';
import type { Manifest } from '../evidence/manifest.ts';
import { readSideList } from '../graph/side-list.ts';
import type { Host } from '../host.ts';
import { type AddedProperty, createAddedProperty } from '../list/store/added-property.ts';
import type { UserPage } from '../list/store/page-packer.ts';
import { permissionToList } from '../problems/graph-refusal.ts';
import { sponsorsOf, sponsorsProperty } from '../users/sponsors.ts';
import type { Session } from './sign-in.ts';

/** Who answers for guests: a small list of its own, which is read while that of all users is. */
export interface SponsorsPass {
  /** Begins to read at the first call, and only then; nobody has to wait for it. */
  begin(): void;
  /** Waits until all is read. @returns undefined when nothing came of it */
  read(): Promise<AddedProperty | undefined>;
  /** What became of it; null when it was not asked for. */
  outcome(): Manifest['sponsors'];
}

/** @param wanted the input `include-sponsors` */
export function createSponsorsPass(
  wanted: boolean,
  { client, graphUrl, roles }: Session,
  folder: OutputFolder,
  { pace, log, signal }: Pick<Host, 'pace' | 'log' | 'signal'>,
): SponsorsPass {
  let outcome: Manifest['sponsors'] = null;
  let reading: Promise<AddedProperty | undefined> | undefined;
  let isAnnounced = false;

  async function read(): Promise<AddedProperty | undefined> {
    let guests = 0;
    let told = 0;
    const sponsors = createAddedProperty(folder.scratch, sponsorsProperty, (user) => {
      const own = sponsorsOf(user);
      if (own !== null) told += 1;
      return own;
    });
    const sink = {
      begin: sponsors.begin,
      add(page: UserPage) {
        guests += page.length;
        sponsors.add(page);
      },
    };
    // In default mode: advanced queries do not go together with $expand.
    const query = {
      ...{ graphUrl, properties: ['id'], filter: "userType eq 'Guest'" },
      ...{ includeManager: false, includeSponsors: true, advanced: false },
    };
    const came = await readSideList(client, query, { pace, permission: permissionToList, roles }, sink);
    if (came.status === 'read' && (guests === 0 || told > 0)) {
      outcome = { ...came, guests };
      return sponsors;
    }
    const reason = came.status === 'read' ? 'Graph sent no sponsors with any guest' : came.reason;
    outcome = { query: came.query, status: 'skipped', reason };
    return undefined;
  }

  /** Once, and not before somebody waits for it: the list may have failed by then. */
  function announce(): void {
    if (outcome === null || isAnnounced) return;
    isAnnounced = true;
    // When the audit as a whole is over, it is not skipped.
    signal.throwIfAborted();
    if (outcome.status === 'read') log.info(`Read who answers for ${plural(outcome.guests, 'guest')}.`);
    else log.warning(`Sponsors of guests were skipped: ${outcome.reason}. The list of users is not affected.`);
  }

  function begun(): Promise<AddedProperty | undefined> {
    reading ??= wanted ? read() : Promise.resolve(undefined);
    return reading;
  }

  return {
    begin() {
      // What goes wrong is told when its turn comes.
      begun().catch(() => {});
    },
    async read() {
      const sponsors = await begun();
      announce();
      return sponsors;
    },
    outcome: () => outcome,
  };
}
