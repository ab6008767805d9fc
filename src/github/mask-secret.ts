/** Shorter than this, a masked value would blacken half of the log and drop every output that holds it by chance. */
const shortestSecret = 4;
/** A line of a key this long is key material; shorter ones (the last line of a PEM) would match by chance. */
const shortestLine = 16;

/**
 * Keeps a secret out of the log: as a whole, and line by line, since a log shows lines.
 *
 * @param setSecret `core.setSecret`
 */
export function maskSecret(setSecret: (secret: string) => void, secret: string): void {
  if (secret.trim().length < shortestSecret) return;
  const lines = secret.split(/\\r|\\n|[\r\n]/).map((line) => line.trim());
  const telling = lines.filter((line) => line.length >= shortestLine && !line.startsWith('-----'));
  for (const part of lines.length === 1 ? [secret] : telling) setSecret(part);
}
