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
