import assert from 'node:assert/strict';
import { test } from 'node:test';
import { licenseTable } from '../../scripts/license-table.ts';

const heads = 'Product_Display_Name,String_Id,GUID,Service_Plan_Name';
const [one, two] = ['05e9a617-0261-4cee-bb44-138d3ef5d965', 'c7df2760-2c81-4ef7-b578-5b5392b571df'];

test("Microsoft's list has a line for each service plan, and odd spaces: a product comes once, its name in order", () => {
  const csv = `\ufeff${heads}\nOffice 365\u00a0 E5 ,E5,${two},A\n"Office 365 E5",E5,${two},B\nM365  E3,E3,${one.toUpperCase()},A\n`;
  const table = licenseTable(csv, 'August 2026');
  assert.ok(table.endsWith(`= \`\n${one} M365 E3\n${two} Office 365 E5\n\`;\n`));
  assert.match(table, /2 of them, as Microsoft published them in August 2026/);
});

test('another list is refused, and so is a product that has two names or none', () => {
  for (const [csv, told] of [
    ['name,id\nx,y\n', /no column GUID/],
    [`${heads}\nA,A,${one},x\nB,B,${one},x\n`, /has two names: A, B/],
    [`${heads}\n,A,${one},x\n`, /no product/],
    [`${heads}\nA,A,no-guid,x\n`, /no product/],
    [`${heads}\n\`\${x},A,${one},x\n`, /no product/],
  ] as const) {
    assert.throws(() => licenseTable(csv, 'August 2026'), told);
  }
});
