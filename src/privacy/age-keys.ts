import type { Parsed } from '../base/expected.ts';
import { quoted } from '../base/quoted.ts';

/** Readers for the texts of `encrypt-to` and `age-identity`, as far as they can be read without doing arithmetic. */

/** More make a header that {@link maximumHeader} would not let in again. */
const mostRecipients = 100;

const kinds = 'age recipients (age1... or age1pq1...)';

/**
 * Reads who files are encrypted to: recipients separated by commas or line breaks. Lines that begin with `#` are
 * comments, as in the files of `age -R`.
 *
 * @returns each recipient once, spelled right as far as one sees without its checksum
 */
export function parseRecipients(text: string): Parsed<string[]> {
  const found = text
    .split(/[\r\n]/)
    .filter((line) => !line.trimStart().startsWith('#'))
    .flatMap((line) => line.split(','))
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const takes = `${kinds}, separated by commas or line breaks`;
  for (const one of found) {
    const hint = whyNoRecipient(one);
    if (hint !== undefined) return { takes, hint: ` ${hint}` };
  }
  if (found.length === 0) return { takes: `${takes}: there is none in it` };
  const recipients = [...new Set(found)];
  return recipients.length > mostRecipients
    ? { takes: `${takes}, ${mostRecipients} at the most` }
    : { value: recipients };
}

function whyNoRecipient(text: string): string | undefined {
  if (holdsIdentity(text)) {
    return 'There is an identity in it, which is the secret half of a key. Whoever saw it can open what was encrypted to it: make a new one with age-keygen, and give its recipient, which age-keygen calls the public key.';
  }
  if (/^ssh-/i.test(text)) {
    return `${quoted(text.slice(0, 20))} begins an SSH key, which cannot be used here: make a key with age-keygen, and give its recipient, age1....`;
  }
  if (/^age1[02-9a-z]+1[0-9a-z]+$/.test(text) && !text.startsWith('age1pq1')) {
    return `${quoted(text.slice(0, 20))} begins a recipient of an age plugin, which cannot be used here: make a key with age-keygen, and give its recipient.`;
  }
  if (/^AGE1[0-9A-Z]+$/.test(text))
    return `${quoted(text.slice(0, 20))} is in capitals; recipients are in small letters.`;
  if (/^age1[0-9a-z]+$/.test(text)) return undefined;
  if (text.includes('-----BEGIN'))
    return 'There is a key of another kind in it: make one with age-keygen, and give its recipient.';
  const blanks = /\s/.test(text) ? ' Blanks separate nothing here.' : '';
  return `${quoted(text)} is none.${blanks}`;
}

/**
 * Reads identities, one a line, as age-keygen writes them: comments and empty lines may stand between.
 *
 * @returns each once; what is wrong is told without any of the text
 */
export function parseIdentities(text: string): Parsed<string[]> {
  const takes = 'age identities (AGE-SECRET-KEY-1... or AGE-SECRET-KEY-PQ-1...), one a line, from a secret';
  const lines = text
    .split(/\\r|\\n|[\r\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of lines) {
    const hint = whyNoIdentity(line);
    if (hint !== undefined) return { takes, hint: ` ${hint}` };
  }
  return lines.length === 0 ? { takes } : { value: [...new Set(lines)] };
}

function whyNoIdentity(line: string): string | undefined {
  if (/^AGE-SECRET-KEY-(PQ-)?1[0-9A-Z]+$/.test(line)) return undefined;
  if (/^age1/i.test(line)) return 'There is a recipient in it, which is the public half of a key.';
  if (line.startsWith('AGE-PLUGIN-')) return 'There is an identity of an age plugin in it, which cannot be used here.';
  if (/^-----BEGIN AGE |^age-encryption\.org\//.test(line)) {
    return 'It is encrypted itself, with a passphrase: open it with age -d first.';
  }
  if (/^-----BEGIN|^ssh-/.test(line)) return 'There is a key of another kind in it: make one with age-keygen.';
  if (/^age-secret-key-/i.test(line)) return 'There is an identity in it that is not spelled as age-keygen writes it.';
  return 'There is a line in it that is none.';
}

const identity = /AGE-SECRET-KEY-[0-9A-Z-]*/gi;

/** Whether a text holds an identity, or what may be one with a typing error: it is not to be shown. */
export function holdsIdentity(text: string): boolean {
  return text.search(identity) >= 0;
}

/** The identities in a text that was meant to hold none. */
export function identitiesIn(text: string): string[] {
  return text.match(identity) ?? [];
}
