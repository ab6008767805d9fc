import asn1 from 'node-forge/lib/asn1.js';
import pkcs12 from 'node-forge/lib/pkcs12.js';
import pki from 'node-forge/lib/pki.js';
import forgeUtil from 'node-forge/lib/util.js';
import { Failure } from '../base/failure.ts';

/** What a PFX holds, as DER: node:crypto reads the rest. */
export interface PfxParts {
  /** PKCS#8; undefined when the PFX holds certificates only. */
  key?: Buffer;
  certificates: Buffer[];
}

/**
 * Opens a PFX (PKCS#12) file. node:crypto cannot hand out what is in one, hence node-forge.
 *
 * @param password undefined or '' for a PFX without password
 * @throws Failure `certificate-password-missing`, `certificate-password-wrong` or `certificate-unreadable`
 */
export function readPfx(der: Buffer, password: string | undefined, input: string): PfxParts {
  let structure: Asn1;
  try {
    structure = asn1.fromDer(der.toString('latin1'));
  } catch (error) {
    throw new Failure('certificate-unreadable', { input }, error);
  }
  const pfx = open(structure, password ?? '', input);
  const bags = pfx.safeContents.flatMap(({ safeBags }) => safeBags);
  const key = bags.find(({ type }) => type === pki.oids.pkcs8ShroudedKeyBag || type === pki.oids.keyBag);
  const certificates = bags.filter(({ type }) => type === pki.oids.certBag);
  return {
    certificates: certificates.map((bag) => toDer(bag.cert ? pki.certificateToAsn1(bag.cert) : bag.asn1)),
    // node-forge parses RSA keys and leaves others (EC) as they were.
    ...(key ? { key: toDer(key.key ? pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(key.key)) : key.asn1) } : {}),
  };
}

type Asn1 = ReturnType<typeof asn1.fromDer>;
type Pkcs12 = ReturnType<typeof pkcs12.pkcs12FromAsn1>;

function open(structure: Asn1, password: string, input: string): Pkcs12 {
  try {
    return pkcs12.pkcs12FromAsn1(structure, false, password);
  } catch (error) {
    if (/MAC could not be verified/.test(String(error))) {
      throw new Failure(password ? 'certificate-password-wrong' : 'certificate-password-missing', { input }, error);
    }
    const opened = openWithUtf8Password(structure, password);
    if (opened) return opened;
    throw new Failure('certificate-unreadable', { input }, error);
  }
}

/**
 * PKCS#12 hashes the password as UTF-16 for its MAC (RFC 7292, B.1), PBES2 as UTF-8 for its cipher (RFC 8018, 3);
 * node-forge has only one string for both. By now it has verified the MAC with the true password, so the MAC is taken
 * off and the rest is read with the UTF-8 bytes.
 */
function openWithUtf8Password(structure: Asn1, password: string): Pkcs12 | undefined {
  const parts = structure.value as Asn1[];
  const withoutMac: Asn1 = { ...structure, value: parts.slice(0, 2) };
  try {
    return pkcs12.pkcs12FromAsn1(withoutMac, false, forgeUtil.encodeUtf8(password));
  } catch {
    return undefined;
  }
}

function toDer(structure: Asn1): Buffer {
  return Buffer.from(asn1.toDer(structure).getBytes(), 'latin1');
}
