/**
 * CSV for spreadsheets, by the rules of users.csv: what one would take for a formula gets an apostrophe before it.
 *
 * @returns {import('./parts.d.ts').Page['csv']}
 */
export function csv() {
  const passedOver = '[ \\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f"\\u00a0\\u2000-\\u200f\\u2028-\\u202f\\u2060\\ufeff]';
  const formula = new RegExp(
    `(?:^|(?<=[;\\t\\r\\n]))(?=${passedOver}*[-=+@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20])`,
    'g',
  );
  const cell = (/** @type {unknown} */ value) => {
    const guarded = typeof value === 'number' ? String(value) : String(value ?? '').replace(formula, "'");
    return /[",;\t\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
  };
  return {
    text(columns, rows) {
      const lines = [columns.map(cell).join(',')];
      for (const row of rows) lines.push(row.map(cell).join(','));
      return `\ufeff${lines.join('\r\n')}\r\n`;
    },
  };
}
