import { BerError, child, children, type Element, octets, oidOf, readElement, tags } from './ber.ts';
import { decrypt } from './decrypt.ts';
import { derKind } from './der-kind.ts';
import { fitsMac } from './pfx-mac.ts';
import { UnknownAlgorithm } from './unknown-algorithm.ts';

/** What a PFX holds, the bytes as they stand in the file. */
export interface PfxParts {
  /** PKCS#8 */
  keys: Buffer[];
  certificates: Buffer[];
  /** Parts that could not be opened, though others were. */
  closed: Closed[];
}

/** Why something that is encrypted stays so. */
export type Closed =
  /** The passphrase is another, or missing. */
  | { why: 'password' }
  /** The passphrase opens the rest: this key has one of its own. */
  | { why: 'own-password' }
  | { why: 'algorithm'; algorithm: string };

/**
 * Opens a PFX (PKCS#12, RFC 7292) as OpenSSL, Windows, .NET, Java and Azure Key Vault write it. node:crypto cannot hand
 * out what is in one; what it holds is cut out of the file and never encoded anew.
 *
 * @param password '' for none
 * @throws BerError when it is damaged
 */
export async function readPfx(bytes: Buffer, password: string): Promise<PfxParts> {
  const [, authSafe, macData] = children(readElement(bytes));
  if (!authSafe) throw new BerError('a PFX without content');
  const content = contentOf(authSafe);
  const fits = macData ? fitsMac(macData, content, password) : undefined;
  const reading: Reading = { password, keys: [], certificates: [], closed: [], opened: fits === true };
  for (const info of children(readElement(content))) await readContentInfo(info, reading);
  const { keys, certificates, closed } = reading;
  if (fits !== false) return { keys, certificates, closed };
  // With a MAC that does not fit nothing in it is to be trusted, though part of it may be in plain sight.
  if (reading.opened) throw new BerError('the MAC of a PFX that its passphrase opens does not fit');
  return { keys: [], certificates: [], closed: [{ why: 'password' }] };
}

interface Reading extends PfxParts {
  password: string;
  /** Whether the passphrase has been seen to fit. */
  opened: boolean;
}

const contentTypes = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  envelopedData: '1.2.840.113549.1.7.3',
  encryptedData: '1.2.840.113549.1.7.6',
};

/** What the MAC is of: plain data, or data that is signed in place of a MAC. */
function contentOf(contentInfo: Element): Buffer {
  const type = oidOf(child(contentInfo, 0));
  const content = child(child(contentInfo, 1), 0);
  if (type === contentTypes.data) return octets(content);
  if (type === contentTypes.signedData) return contentOf(child(content, 2));
  throw new BerError('a PFX with unknown content');
}

async function readContentInfo(info: Element, reading: Reading): Promise<void> {
  const type = oidOf(child(info, 0));
  if (type === contentTypes.data) return readBags(bagsIn(octets(child(child(info, 1), 0))), reading);
  if (type === contentTypes.envelopedData) {
    reading.closed.push({ why: 'algorithm', algorithm: 'the public key of a recipient (envelopedData)' });
    return;
  }
  if (type !== contentTypes.encryptedData) return;
  const encryptedContent = child(child(child(info, 1), 0), 1);
  const algorithm = child(encryptedContent, 1);
  const encrypted = octets(child(encryptedContent, 2));
  const bags = await open(algorithm, encrypted, bagsIn, reading);
  if (bags) await readBags(bags, reading);
}

/** @throws BerError unless all of it is bags: so it is known whether it was decrypted */
function bagsIn(safeContents: Buffer): Element[] {
  const outer = readElement(safeContents);
  if (outer.tag !== tags.sequence || outer.bytes.length !== safeContents.length) throw new BerError('no bags');
  const bags = children(outer);
  for (const bag of bags) oidOf(child(bag, 0));
  return bags;
}

/** RFC 7292, 4.2 */
const bagTypes = {
  key: '1.2.840.113549.1.12.10.1.1',
  shroudedKey: '1.2.840.113549.1.12.10.1.2',
  certificate: '1.2.840.113549.1.12.10.1.3',
  safeContents: '1.2.840.113549.1.12.10.1.6',
};
const x509Certificate = '1.2.840.113549.1.9.22.1';

async function readBags(bags: Element[], reading: Reading, depth = 0): Promise<void> {
  for (const bag of bags) {
    const value = child(child(bag, 1), 0);
    switch (oidOf(child(bag, 0))) {
      case bagTypes.key:
        reading.keys.push(value.bytes);
        break;
      case bagTypes.shroudedKey: {
        const key = await open(child(value, 0), octets(child(value, 1)), privateKeyIn, reading);
        if (key) reading.keys.push(key);
        break;
      }
      case bagTypes.certificate:
        if (oidOf(child(value, 0)) === x509Certificate) {
          reading.certificates.push(octets(child(child(value, 1), 0)));
        }
        break;
      case bagTypes.safeContents:
        if (depth > 10) throw new BerError('nested too deeply');
        await readBags(children(value), reading, depth + 1);
        break;
      default:
    }
  }
}

function privateKeyIn(plain: Buffer): Buffer | undefined {
  return derKind(plain) === 'private-key' ? plain : undefined;
}

async function open<T>(
  algorithm: Element,
  encrypted: Buffer,
  accept: (plain: Buffer) => T | undefined,
  reading: Reading,
): Promise<T | undefined> {
  try {
    const opened = await decrypt(algorithm, encrypted, reading.password, accept);
    if (opened !== undefined) reading.opened = true;
    else reading.closed.push({ why: reading.opened ? 'own-password' : 'password' });
    return opened;
  } catch (error) {
    if (!(error instanceof UnknownAlgorithm)) throw error;
    reading.closed.push({ why: 'algorithm', algorithm: error.algorithm });
    return undefined;
  }
}
