import { openLineReader } from '../src/disk/line-reader.ts';
import type { Tenant } from './tenant.ts';

/**
 * Changes, removes and adds users, so many of a hundred in all: four are changed where one is removed and one is new.
 *
 * @param list path of the tenant's users.jsonl as it is now
 */
export async function changeUsers(tenant: Tenant, list: string, percent = 1): Promise<void> {
  const step = Math.max(1, Math.round(150 / percent));
  const update: object[] = [];
  const remove: string[] = [];
  const create: object[] = [];
  let place = 0;
  const lines = openLineReader(list);
  for (let portion = await lines.next(); portion.length > 0; portion = await lines.next()) {
    for (const line of portion) {
      place += 1;
      const id = line.toString('utf8', 7, 43);
      if (place % step === 0) update.push({ id, department: `Elsewhere ${percent}` });
      if (place % (4 * step) === 1) remove.push(id);
      if (place % (4 * step) === 2) {
        create.push({ userPrincipalName: `new${percent}-${place}@contoso.example`, displayName: `New ${place}` });
      }
    }
  }
  await lines.close();
  const portions = Math.ceil(update.length / 1_000);
  for (let portion = 0; portion < portions; portion += 1) {
    const part = <T>(items: readonly T[]) => items.filter((_, index) => index % portions === portion);
    const body = JSON.stringify({ update: part(update), create: part(create), delete: part(remove) });
    const response = await fetch(`${tenant.origin}/_emulator/users`, { method: 'POST', body });
    if (!response.ok) throw new Error(await response.text());
  }
}
