import { constants, createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import forge from 'node-forge';
import { type Asn1, bits, instant, integer, nothing, oid, parseDer, sequence, tagged, toDer } from './asn1.ts';

const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const RSA_PSS = '1.2.840.113549.1.1.10';
const SHA256_WITH_ECDSA = '1.2.840.10045.4.3.2';

/**
 * Issues a certificate for a key, signed with that key: RFC 5280, 4.1, without extensions. node-forge itself knows
 * RSA keys only.
 *
 * @param properties.subject attributes such as `CN=Audit, O=Contoso`; '' for a certificate without a subject
 * @param properties.isPss signs with RSA-PSS, all parameters left at their defaults (RFC 4055, 3.1)
 * @returns DER
 */
export function selfSign(
  privateKey: KeyObject,
  properties: { subject: string; notBefore: Date; notAfter: Date; isPss?: boolean },
): Buffer {
  const { isPss = false } = properties;
  const algorithm = isPss
    ? sequence(oid(RSA_PSS), sequence())
    : privateKey.asymmetricKeyType === 'rsa'
      ? sequence(oid(SHA256_WITH_RSA), nothing())
      : sequence(oid(SHA256_WITH_ECDSA));
  const name = nameOf(properties.subject);
  const toBeSigned = sequence(
    tagged(0, integer(2)),
    integer(randomBytes(4).readUInt32BE() >>> 1),
    algorithm,
    name,
    sequence(instant(properties.notBefore), instant(properties.notAfter)),
    name,
    parseDer(createPublicKey(privateKey).export({ type: 'spki', format: 'der' })),
  );
  const signed = Buffer.from(toDer(toBeSigned), 'latin1');
  const signature = isPss
    ? sign('sha1', signed, { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 20 })
    : sign('sha256', signed, privateKey);
  return Buffer.from(toDer(sequence(toBeSigned, algorithm, bits(signature.toString('latin1')))), 'latin1');
}

function nameOf(subject: string): Asn1 {
  if (subject === '') return sequence();
  const certificate = forge.pki.createCertificate();
  const attributes = subject.split(/, *(?=[A-Z]+=)/).map((attribute) => {
    const [shortName = '', value = ''] = attribute.split(/=(.*)/s);
    return { shortName, value };
  });
  certificate.setSubject(attributes);
  return forge.pki.distinguishedNameToAsn1(certificate.subject);
}
