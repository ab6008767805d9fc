import { createHash } from 'node:crypto';
import { unzipSync, type Zippable, zipSync } from 'fflate';

const text = (value: string) => Buffer.from(value);
const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

/**
 * An artifact that is broken, foreign, enormous or made to do harm, in every way that is noticed.
 *
 * @param whole the zip of an audit of 12 users, as it was published
 * @returns what has to be said of it, and the zip
 */
export function spoiledArtifacts(whole: Buffer): [reason: RegExp, zip: Buffer][] {
  const files = unzipSync(whole);
  const manifest = JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString());
  const list = Buffer.from(files['users.jsonl'] ?? []);
  const zip = (changed: Zippable) => Buffer.from(zipSync({ ...(files as Zippable), ...changed }));
  const withManifest = (changed: object) => zip({ 'manifest.json': text(JSON.stringify({ ...manifest, ...changed })) });
  /** A list whose manifest agrees with it. */
  const withList = (content: Buffer, level: 0 | 6 = 6) =>
    zip({
      'users.jsonl': [content, { level }],
      'manifest.json': text(
        JSON.stringify({
          ...manifest,
          files: [{ name: 'users.jsonl', bytes: content.length, sha256: sha256(content) }],
        }),
      ),
    });
  const lines = list.toString().trimEnd().split('\n');
  const without = { ...files } as Zippable;
  delete without['users.jsonl'];

  return [
    [/the zip is broken \(End of central directory/, text('this is no zip')],
    [/the zip is broken/, Buffer.alloc(0)],
    [/the zip is broken/, whole.subarray(0, whole.length >> 1)],
    [/the zip is broken/, spoilData(whole, 'users.jsonl')],
    [/the zip is broken \(invalid relative path: \.\.\/\.\.\/evil/, zip({ '../../evil': text('x') })],
    [/the zip is broken \(absolute path: \/etc\/evil/, zip({ '/etc/evil': text('x') })],
    [/the zip is broken \(invalid characters in fileName/, zip({ 'a\\..\\evil': text('x') })],
    [/it holds no manifest\.json/, Buffer.from(zipSync({ 'users.jsonl': list }))],
    [/its users\.jsonl is enormous/, pretendSize(whole, 'users.jsonl', 0xfffffff0)],
    [/its manifest\.json is enormous/, zip({ 'manifest.json': Buffer.alloc(5 * 1024 * 1024, 32) })],
    [/its users\.jsonl unpacks to more than 200 times its size/, withList(Buffer.alloc(32 * 1024 * 1024, 10))],
    [/it holds thousands of files/, manyFiles(1_001)],
    [/it holds no users\.jsonl/, Buffer.from(zipSync(without))],
    [/its users\.jsonl has not the size/, zip({ 'users.jsonl': text('{}\n') })],
    [/its users\.jsonl has not the SHA-256/, zip({ 'users.jsonl': text(list.toString().replace('a', 'b')) })],
    [/has schemaVersion 99/, withManifest({ schemaVersion: 99 })],
    [/lacks what every manifest has/, withManifest({ counts: { listed: -1 } })],
    [/is not JSON/, zip({ 'manifest.json': text('{"schemaVersion": 1') })],
    [/is not an object/, zip({ 'manifest.json': text('null') })],
    [/its manifest does not name the users.jsonl in it/, withManifest({ files: [] })],
    [/it is of another tenant/, withManifest({ tenantId: 'fabrikam.example' })],
    [/it was read by another application/, withManifest({ clientId: '6f0c0b5e-4f0e-4c53-9f30-0d4c7d6b8b7a' })],
    [/it was read with another filter/, withManifest({ filter: 'accountEnabled eq true' })],
    [/it is cut: line 12 has no end/, withList(list.subarray(0, -1))],
    [/line 1 is no user/, withList(text('[]\n'))],
    [
      /one of its lines is not JSON/,
      withList(text(`${lines[0]?.replace('null', 'nul')}\n${lines.slice(1).join('\n')}\n`)),
    ],
    [/line 2 is out of order/, withList(text(`${lines.toReversed().join('\n')}\n`))],
    [/it holds another number of users than its manifest says/, withList(text(`${lines.slice(1).join('\n')}\n`))],
    [/line 1 is longer than any user/, withList(noise(9 * 1024 * 1024), 0)],
  ];
}

/** Headers and table of contents stay as they are; a file's data begins with a block type that there is not. */
function spoilData(zip: Buffer, name: string): Buffer {
  const spoiled = Buffer.from(zip);
  const header = spoiled.readUInt32LE(contentsEntry(spoiled, name) + 42);
  const data = header + 30 + spoiled.readUInt16LE(header + 26) + spoiled.readUInt16LE(header + 28);
  spoiled.fill(0xff, data, data + 8);
  return spoiled;
}

/** Where the table of contents tells of a file: which one comes first in an artifact is left to chance. */
function contentsEntry(zip: Buffer, name: string): number {
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 4)) {
    if (zip.toString('utf8', at + 46, at + 46 + zip.readUInt16LE(at + 28)) === name) return at;
  }
  throw new TypeError(`there is no ${name} in the zip`);
}

/** Changes what the table of contents says about a file's size. */
function pretendSize(zip: Buffer, name: string, size: number): Buffer {
  const changed = Buffer.from(zip);
  changed.writeUInt32LE(size, contentsEntry(changed, name) + 24);
  return changed;
}

function manyFiles(number: number): Buffer {
  return Buffer.from(
    zipSync(Object.fromEntries(Array.from({ length: number }, (_, index) => [`f${index}`, text('')]))),
  );
}

/** Bytes without a line break that do not shrink. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0, seed = Buffer.from('seed'); at < length; at += 32) {
    seed = createHash('sha256').update(seed).digest();
    seed.copy(bytes, at);
  }
  return Buffer.from(bytes.map((byte) => (byte === 10 ? 11 : byte)));
}
