import type { Finding } from './finding.ts';

const daysToLive = 90;
const placeholder = 'Say here why this may stay';

/**
 * The entry of accepted-findings for one finding, to be copied: YAML, in which nothing of the directory can be anything
 * but a text. It names the user by id, which stays the same when the user is renamed.
 *
 * @param now milliseconds since the epoch
 */
export function acceptanceEntry(
  { rule, user, subject }: Pick<Finding, 'rule' | 'user' | 'subject'>,
  now: number,
): string {
  const until = new Date(now + daysToLive * 86_400_000).toISOString().slice(0, 10);
  const who = scalar(user?.id ?? subject);
  return `- rule: ${scalar(rule)}\n  user: ${who}\n  reason: ${placeholder}\n  until: ${until}\n`;
}

/**
 * Ids are written as they are; everything else in quotes, with each character that is not plain by its number: then
 * neither YAML nor the page around it takes it for its own.
 */
function scalar(text: string): string {
  if (/^[\da-z][\da-z-]*$/i.test(text) && text.length > 1) return text;
  const escaped = text.replace(
    /[^\w @.+-]/gu,
    (sign) => `\\U${(sign.codePointAt(0) as number).toString(16).padStart(8, '0')}`,
  );
  return `"${escaped}"`;
}
