import { isRawNumber } from './lossless-json.ts';

/** The one place that makes text safe to print. */

const longestLine = 2_000;

/**
 * Makes one line of text safe for a workflow log: no control or invisible direction characters, nothing that the
 * runner would obey, not endless. The runner obeys `::command::` at the start of a line (after white space) and
 * `##[command]` anywhere in it.
 * Source: https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function safeLine(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ');
  const harmless = visible.replaceAll('##[', '# #[').replace(/^(\s*):(?=:)/, '$1: ');
  return harmless.length > longestLine ? `${harmless.slice(0, longestLine)}...` : harmless;
}

/** {@link safeLine} for each line of a text whose line breaks are our own. */
export function safeLines(text: string): string {
  return text.split('\n').map(safeLine).join('\n');
}

/**
 * Makes text safe for a table cell of a step summary: it is shown as it is, never taken for HTML or Markdown.
 */
export function safeCell(text: string): string {
  const escaped = safeLine(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  return escaped.replace(/[\\`*_{}[\].|~:@$]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * The same for a sentence of our own with ids and numbers in it, in a heading or a list: what a sentence needs stays as
 * it is, so that it can be found in the text.
 */
export function safeProse(text: string): string {
  return safeLine(text).replace(/[&<\\`*_[\]|~@$]/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** Makes text safe inside an HTML element or a quoted attribute, and takes out what cannot be seen. */
export function safeHtml(text: string): string {
  return escapeHtml(safeLine(text));
}

/** Text as it is, of any length, inside an HTML element or a quoted attribute: for a page, which no runner reads. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * JSON for a `<script type="application/json">`: no name in it can end the element, nor begin a comment in which its
 * end would be overlooked.
 * Source: https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
 */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value, textOfRawNumber).replace(/[<\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** The page's own JSON.parse would change a number that JavaScript cannot hold. */
function textOfRawNumber(_key: string, value: unknown): unknown {
  return isRawNumber(value) ? value.rawJSON : value;
}
