import { csvParse } from 'd3-dsv';

/** Microsoft's own heads, and those of a list that somebody shortened to one line a product. */
const columns = { sku: ['GUID', 'skuId'], name: ['Product_Display_Name', 'productName'] } as const;

/**
 * Makes src/users/license-table.ts of the list of products that Microsoft publishes, which has a line for each service
 * plan of a product and odd spaces in names.
 *
 * @param csv its text
 * @param state when it was published, for people: `August 2026`
 * @throws Error when it is another list, or one product has two names
 */
export function licenseTable(csv: string, state: string): string {
  const rows = csvParse(csv.replace(/^\ufeff/, ''));
  const [sku, name] = [columns.sku, columns.name].map((heads) => heads.find((head) => rows.columns.includes(head)));
  if (sku === undefined || name === undefined) throw new Error(`There is no column ${columns.sku} or ${columns.name}.`);
  const names = new Map<string, string>();
  for (const row of rows) {
    const id = (row[sku] ?? '').trim().toLowerCase();
    const text = (row[name] ?? '').replace(/[\s\p{Cf}\u00a0]+/gu, ' ').trim();
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) || text === '' || /[`\\$]/.test(text)) {
      throw new Error(`This is no product: ${JSON.stringify([id, text])}`);
    }
    const known = names.get(id) ?? text;
    if (known !== text) throw new Error(`${id} has two names: ${known}, ${text}`);
    names.set(id, text);
  }
  const lines = [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, text]) => `${id} ${text}`);
  return `/**
 * Products by the id of their licence: ${names.size} of them, as Microsoft published them in ${state}. Made by
 * scripts/license-names.ts, which says how to make it anew.
 * Source: ${source}
 */
export const licenseTable = \`
${lines.join('\n')}
\`;
`;
}

const source = 'https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference';
