import { createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto';
import forge from 'node-forge';
import { type Asn1, bits, instant, integer, nothing, oid, parseDer, sequence, tagged, toDer } from './asn1.ts';

const SHA256_WITH_RSA = '1.2.840.113549.1.1.11';
const SHA256_WITH_ECDSA = '1.2.840.10045.4.3.2';

/**
 * Issues a certificate for a key, signed with that key: RFC 5280, 4.1, without extensions. node-forge itself knows
 * RSA keys only.
 *
 * @param properties.subject attributes such as `CN=Audit, O=Contoso`
 * @returns DER
 */
export function selfSign(
  privateKey: KeyObject,
  properties: { subject: string; notBefore: Date; notAfter: Date },
): Buffer {
  const algorithm =
    privateKey.asymmetricKeyType === 'rsa'
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
  const signature = sign('sha256', Buffer.from(toDer(toBeSigned), 'latin1'), privateKey);
  return Buffer.from(toDer(sequence(toBeSigned, algorithm, bits(signature.toString('latin1')))), 'latin1');
}

function nameOf(subject: string): Asn1 {
  const certificate = forge.pki.createCertificate();
  const attributes = subject.split(/, *(?=[A-Z]+=)/).map((attribute) => {
    const [shortName = '', value = ''] = attribute.split(/=(.*)/s);
    return { shortName, value };
  });
  certificate.setSubject(attributes);
  return forge.pki.distinguishedNameToAsn1(certificate.subject);
}
