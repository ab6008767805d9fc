import { csv } from './csv.js';
import { dialog } from './dialog.js';
import { filters } from './filters.js';
import { folds } from './folds.js';
import { get } from './get.js';
import { letters } from './letters.js';
import { links } from './links.js';
import { markup } from './markup.js';
import { pageData } from './page-data.js';
import { query } from './query.js';
import { rows } from './rows.js';
import { table } from './table.js';
import { text } from './text.js';
import { views } from './views.js';

/**
 * How the script of report.html comes together, told here alone. Each file of this folder is a part of it: one function
 * that gets an object with the parts before it, and returns what it adds under its name. The text of these functions
 * goes into the page, minified where this program is, so a part uses nothing from outside of itself but that object and
 * what a browser has; an import in it would be lost, and so would a helper beside it.
 *
 * The letter, which is written here, and the page share the first parts: they tell a person in the same way.
 */
const parts = {
  ...{ text, letters },
  ...{ h: markup, views },
  ...{ data: pageData, get, rows, query, table, csv, dialog, filters, folds, links },
};

const made = Object.entries(parts).map(([name, part]) => `page.${name} = (${part})(page);`);

export const script = `(() => {\nconst page = {};\n${made.join('\n')}\n})()`;

/** @type {typeof import('./index.d.ts').shared} */
export function shared(h) {
  const before = { text: text(), letters: letters(), h };
  return { ...before, views: views(before) };
}
