import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvCell } from '../../../src/list/formats/csv-cells.ts';
import { csv } from '../../../src/report/page/csv.js';

test('what somebody saves from the page is guarded as users.csv is', () => {
  const cells = ['=1+1', ' =1', '+1', '-1', '@x', '\t=1', 'a;=1', 'a,"b"', 'a\n=1', '\uff1d1', '\u200b=1', 'Anna', ''];
  const [, line] = csv()
    .text(
      ['Name'],
      cells.map((cell) => [cell]),
    )
    .split(/^\ufeffName\r\n/);
  assert.equal(line, cells.map((cell) => `${csvCell(cell)}\r\n`).join(''));
  assert.equal(csv().text(['A', 'B'], [[null, -1]]), '\ufeffA,B\r\n,-1\r\n');
});
