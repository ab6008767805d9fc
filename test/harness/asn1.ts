import forge from 'node-forge';

/** node-forge's ASN.1 values, made in few words. Bytes are binary text, one character a byte. */
export type Asn1 = forge.asn1.Asn1;

const { asn1 } = forge;
const { UNIVERSAL, CONTEXT_SPECIFIC } = asn1.Class;
const { SEQUENCE, OCTETSTRING, BITSTRING, OID, INTEGER, NULL, UTCTIME, GENERALIZEDTIME } = asn1.Type;

export function sequence(...values: Asn1[]): Asn1 {
  return asn1.create(UNIVERSAL, SEQUENCE, true, values);
}

/** A value with an explicit context-specific tag. */
export function tagged(tag: number, value: Asn1): Asn1 {
  return asn1.create(CONTEXT_SPECIFIC, tag, true, [value]);
}

/** Bytes with an implicit context-specific tag. */
export function primitive(tag: number, bytes: string): Asn1 {
  return asn1.create(CONTEXT_SPECIFIC, tag, false, bytes);
}

export function octets(bytes: string): Asn1 {
  return asn1.create(UNIVERSAL, OCTETSTRING, false, bytes);
}

/** A bit string of whole bytes. */
export function bits(bytes: string): Asn1 {
  return asn1.create(UNIVERSAL, BITSTRING, false, `\0${bytes}`);
}

export function integer(value: number): Asn1 {
  return asn1.create(UNIVERSAL, INTEGER, false, asn1.integerToDer(value).getBytes());
}

export function oid(value: string): Asn1 {
  return asn1.create(UNIVERSAL, OID, false, asn1.oidToDer(value).getBytes());
}

export function nothing(): Asn1 {
  return asn1.create(UNIVERSAL, NULL, false, '');
}

/** A certificate's date: two digits for the year until 2049, four from then on (RFC 5280, 4.1.2.5). */
export function instant(date: Date): Asn1 {
  return date.getUTCFullYear() < 2050
    ? asn1.create(UNIVERSAL, UTCTIME, false, asn1.dateToUtcTime(date))
    : asn1.create(UNIVERSAL, GENERALIZEDTIME, false, asn1.dateToGeneralizedTime(date));
}

export function parseDer(bytes: Buffer): Asn1 {
  return asn1.fromDer(bytes.toString('latin1'));
}

export function toDer(value: Asn1): string {
  return asn1.toDer(value).getBytes();
}
