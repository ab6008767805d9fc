import { Failure } from '../../base/failure.ts';
import { countUsers } from '../count-users.ts';
import { countPart, type PartedList } from './count-part.ts';
import { dated, joinClauses } from './intervals.ts';
import { PartsRefused } from './parts-refused.ts';

/**
 * Users without a creation date are asked for with `eq null`, which may be refused: the table of filters leaves that
 * cell blank for createdDateTime. Then counts tell whether there is anybody at all, and `not`, which the table does
 * name for this property, finds whoever there is.
 * Source: https://learn.microsoft.com/graph/aad-advanced-queries#user-properties
 *
 * @param work asks with `eq null`
 * @returns what came of it; or, where that is refused, how many users the part `not dated` has
 * @throws PartsRefused when nothing finds them
 */
export async function unlessRefused<T>(
  list: PartedList,
  work: () => Promise<T>,
): Promise<{ done: T } | { notDated: number }> {
  if (list.notDated === undefined) {
    try {
      return { done: await work() };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      // Whoever is refused next has it from the first.
      list.notDated ??= countNotDated(list);
    }
  }
  return { notDated: await list.notDated };
}

function isRefusal(error: unknown): boolean {
  return error instanceof Failure && error.code === 'graph-refused' && [400, 501].includes(Number(error.facts.status));
}

/** Counts may come from replicas of which one lags behind: once more is cheap, reading one plain list is not. */
const tries = 2;

async function countNotDated(list: PartedList): Promise<number> {
  const { client, query } = list;
  for (let count = 1; ; count += 1) {
    const [all, withDate, notDated] = await Promise.all([
      countUsers(client, query),
      countUsers(client, { ...query, filter: joinClauses(query.filter, [dated]) }),
      countPart('not dated', list).catch((error: unknown) => {
        if (!isRefusal(error)) throw error;
        return 0;
      }),
    ]);
    if (notDated >= all - withDate) return notDated;
    if (count === tries) throw new PartsRefused('there are users without a creation date, and no filter finds them');
  }
}
