/** What HMAC-SHA-256 takes as a whole; shorter keys can be guessed. Source: RFC 2104, section 3 */
const shortestKey = 32;
const fewestCharacters = 10;

/**
 * What is wrong with a key for pseudonyms; whoever guesses the key reads every pseudonym.
 *
 * @returns a phrase that goes on from "it has", and nothing of the key; undefined when nothing is wrong with it
 */
export function weaknessOf(key: string): string | undefined {
  const bytes = Buffer.byteLength(key);
  if (bytes < shortestKey) return `${bytes} bytes`;
  if (/^[0-9a-f]+$/i.test(key) && key.length < 2 * shortestKey)
    return `${key.length} hex digits, which are ${key.length >> 1} bytes`;
  if (new Set(key).size < fewestCharacters) return `only ${new Set(key).size} different characters`;
  if (isRepeated(key)) return 'one piece that is repeated';
  if (isSequence(key)) return 'characters that follow one another';
  return undefined;
}

function isRepeated(key: string): boolean {
  for (let period = 1; period <= key.length / 2; period += 1) {
    if (key.slice(period) === key.slice(0, -period)) return true;
  }
  return false;
}

function isSequence(key: string): boolean {
  let steps = 0;
  for (let at = 1; at < key.length; at += 1) {
    if (Math.abs(key.charCodeAt(at) - key.charCodeAt(at - 1)) <= 1) steps += 1;
  }
  return steps > key.length / 2;
}
