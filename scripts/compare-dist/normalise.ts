import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Takes out of what one side said what differs between two runs of one program. Texts are latin1, a byte a character. */
export interface Normaliser {
  text(raw: string): string;
  /** What is in a published file. */
  content(name: string, raw: string): string;
  /** Remembers that a digest is that of a file or of a zip with this in it: what comes later may name it. */
  learn(digest: string, content: string): void;
}

/** Every difference that is forgiven, with the reason. Of clock and chance there is none in the Action: see still.ts. */
const forgiven: [RegExp, string][] = [
  // mkdtemp gives folders a random end: that of the runner's job, and those of the Action.
  [/(?<=[/.])(job|entra-user-audit)-[A-Za-z0-9]{6}(?![\w-])/g, '$1-<random>'],
  // Tokens and assertions, which are masked, are signed with a salt or with a key that was made for the run.
  [/\beyJ[\w-]+\.eyJ[\w-]+\.[\w-]+/g, '<signed token>'],
  // The emulator's answers bear random ids, and errors tell them.
  [/((?<!client-)(?:request|trace)[- ]id: )[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '$1<id>'],
  // The emulator seals page tokens with a random key.
  [/(\$skiptoken=)[\w-]+/g, '$1<page token>'],
  // The HTTP server of the emulated GitHub tells the time by the machine's clock, and the artifact client prints it.
  [/"date": "[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT"/g, '"date": "<time>"'],
  // A zip holds when its files were written, and digests that differ compress now better, now worse.
  [/^(Uploaded bytes )\d+$/gm, '$1<size>'],
  [/^(Published artifact "[^"]*" \()[\d.]+ \w+(?=\))/gm, '$1<size>'],
  // `tool`: a version may differ.
  [/\bentra-user-audit\/\d+\.\d+\.\d+\b/g, 'entra-user-audit/<version>'],
  // With RUNNER_DEBUG=1 the log tells where in the bundle a failure was thrown.
  [/^( {4}at .*\n)+/gm, '    at <a place in the bundle>\n'],
];

/**
 * @param origins addresses by the names that stand for their ports: servers listen where there is a free one
 * @param dist folder of the bundle that runs
 */
export function createNormaliser(origins: Readonly<Record<string, string>>, dist: string): Normaliser {
  const ports = new Map(Object.entries(origins).map(([name, origin]) => [new URL(origin).port, name]));
  // `tool`: manifest.json names the bundle by its digest. Only the right one is forgiven.
  const digests = new Map([[bundleDigest(dist), '<digest of the bundle>']]);

  const text = (raw: string) => {
    const named = raw.replace(
      /\b(127\.0\.0\.1|localhost)(:|%3A)(\d{4,5})\b/g,
      (_, host, colon, port) => `${host}${colon}<${ports.get(port) ?? 'port'}>`,
    );
    const plain = forgiven.reduce((text, [pattern, instead]) => text.replace(pattern, instead), named);
    return plain.replace(/\b[0-9a-f]{64}\b/g, (digest) => digests.get(digest) ?? digest);
  };

  return {
    text,
    content: (name, raw) => text(tidy(name, raw)),
    learn: (digest, content) => void digests.set(digest, `<sha256 of what came to ${sha256(content)}>`),
  };
}

/** @returns lower-case hex */
export function sha256(latin1: string): string {
  return createHash('sha256').update(latin1, 'latin1').digest('hex');
}

function bundleDigest(dist: string): string {
  const names = readdirSync(dist).filter((name) => name.endsWith('.js'));
  return sha256(
    names
      .sort()
      .map((name) => readFileSync(join(dist, name), 'latin1'))
      .join(''),
  );
}

function tidy(name: string, raw: string): string {
  if (name === 'manifest.json') return tidyManifest(raw);
  return name === 'report.html' ? tidyReport(raw) : raw;
}

/**
 * The bundler shortens the names in the page's script by how often letters stand in the whole bundle: they change with
 * every other file. The script must be the same but for names of one or two letters, and the page must name its digest.
 */
function tidyReport(raw: string): string {
  const script = /<script>(.*)<\/script>/s.exec(raw)?.[1];
  if (script === undefined) return raw;
  const digest = createHash('sha256').update(script, 'latin1').digest('base64');
  return raw
    .replace(script, () => script.replace(/(?<![\w$]|[^.]\.)[A-Za-z_$][\w$]?(?![\w$])/g, '_'))
    .replace(`'sha256-${digest}'`, "'sha256-<of the script>'");
}

/** A manifest that is written as it should be comes out the same but for what is forgiven; another one as it is. */
function tidyManifest(raw: string): string {
  const written = (manifest: unknown) => `${JSON.stringify(manifest, null, 2)}\n`;
  const manifest = JSON.parse(raw);
  if (written(manifest) !== raw) return raw;
  // Parts stand there as they came to an end, which is chance where several are read at once.
  manifest.read.shards.sort((a: { filter: string }, b: { filter: string }) => (a.filter < b.filter ? -1 : 1));
  return written({ ...manifest, tool: { ...manifest.tool, version: '<version>' } });
}
