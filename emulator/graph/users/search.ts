import type { Directory } from '../../directory/directory.ts';
import type { UserTest } from '../filter/compiler.ts';
import { malformed } from '../refusals.ts';

/** Clauses joined by OR, each a list joined by AND. */
export type SearchNode = readonly (readonly SearchClause[])[];

interface SearchClause {
  property: string;
  text: string;
}

const searchable: readonly string[] = ['displayName', 'givenName', 'mail', 'surname', 'userPrincipalName'];
const clausePattern = /^\s*"(\w+):((?:[^"\\]|\\.)*)"\s*/;

/**
 * Reads `$search="displayName:ann" AND "mail:ann"`; AND binds tighter.
 * Source: https://learn.microsoft.com/graph/search-query-parameter#using-search-on-directory-object-collections
 *
 * @throws GraphError 400
 */
export function parseSearch(text: string): SearchNode {
  const alternatives: SearchClause[][] = [[]];
  let rest = text;
  for (;;) {
    const [all = '', asked = '', value = ''] = clausePattern.exec(rest) ?? [];
    const property = searchable.find((name) => name.toLowerCase() === asked.toLowerCase());
    if (property === undefined || value === '') {
      throw malformed(`Syntax error in $search '${text}': "property:value" in double quotes is expected.`);
    }
    alternatives.at(-1)?.push({ property, text: value.replace(/\\(.)/g, '$1').toLowerCase() });
    rest = rest.slice(all.length);
    const operator = /^(AND|OR)\s/.exec(rest)?.[1];
    if (operator === undefined) break;
    rest = rest.slice(operator.length);
    if (operator === 'OR') alternatives.push([]);
  }
  if (rest !== '') throw malformed(`Syntax error in $search '${text}': AND or OR is expected before '${rest}'.`);
  return alternatives;
}

/** Names are found by the start of each of their words, addresses by their start. */
export function compileSearch(search: SearchNode, directory: Directory): UserTest {
  const matches = ({ property, text }: SearchClause, index: number) => {
    const value = String(directory.value(index, property) ?? '').toLowerCase();
    return value.startsWith(text) || value.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(text));
  };
  return (index) => search.some((clauses) => clauses.every((clause) => matches(clause, index)));
}
