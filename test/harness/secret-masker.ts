export interface SecretMasker {
  add(secret: string): void;
  /** The text with every secret, and every usual encoding of one, replaced by `***`. */
  mask(text: string): string;
}

/**
 * The runner's masking of secrets in all that it prints and publishes.
 * Source: https://github.com/actions/runner/blob/main/src/Sdk/DTLogging/Logging/SecretMasker.cs and ValueEncoders.cs,
 * without the encoders for PowerShell.
 */
export function createSecretMasker(): SecretMasker {
  const values = new Set<string>();
  return {
    add(secret) {
      for (const value of [secret, ...encodings(secret)]) if (value !== '') values.add(value);
    },
    mask(text) {
      const ranges = [...values].flatMap((value) => occurrences(text, value)).sort(([a], [b]) => a - b);
      let masked = '';
      let position = 0;
      let last: [number, number] | undefined;
      for (const [start, end] of ranges) {
        // Neighbours and overlaps become one range.
        if (last !== undefined && start <= last[1]) last[1] = Math.max(last[1], end);
        else {
          if (last !== undefined) {
            masked += `${text.slice(position, last[0])}***`;
            position = last[1];
          }
          last = [start, end];
        }
      }
      if (last === undefined) return text;
      return `${masked}${text.slice(position, last[0])}***${text.slice(last[1])}`;
    },
  };
}

function encodings(secret: string): string[] {
  const bytes = Buffer.from(secret);
  // A secret may begin at any of the three positions of a base64 group.
  const shifted = (shift: number) => bytes.subarray(bytes.length > shift ? shift : 0).toString('base64');
  const quoted = secret.length > 8 && secret.startsWith('"') && secret.endsWith('"');
  return [
    shifted(0),
    shifted(1),
    shifted(2),
    secret.replaceAll('"', '\\"'),
    secret.replaceAll("'", "''"),
    JSON.stringify(secret).slice(1, -1),
    encodeUri(secret),
    secret.replace(/[<>"'&]/g, (character) => XML_ESCAPES[character] ?? ''),
    quoted ? secret.slice(1, -1) : '',
  ];
}

const XML_ESCAPES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '&': '&amp;',
};

/** .NET's Uri.EscapeDataString leaves only the unreserved characters of RFC 3986. */
function encodeUri(text: string): string {
  const hex = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text.toWellFormed()).replace(/[!'()*]/g, hex);
}

function occurrences(text: string, value: string): [number, number][] {
  const found: [number, number][] = [];
  // Overlapping occurrences of one value count, too.
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) found.push([at, at + value.length]);
  return found;
}
