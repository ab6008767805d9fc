/** An algorithm that neither node:crypto nor the libraries here know. */
export class UnknownAlgorithm extends Error {
  /** In words, or as an object identifier. */
  readonly algorithm: string;

  /** @param algorithm its object identifier, or its name */
  constructor(algorithm: string) {
    const named = names.get(algorithm) ?? (/^[\d.]+$/.test(algorithm) ? `the algorithm ${algorithm}` : algorithm);
    super(named);
    this.name = 'UnknownAlgorithm';
    this.algorithm = named;
  }
}

/** What people may still have, from OpenSSL's list of objects. */
const names: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.12.1.1', 'RC4 with 128 bits (pbeWithSHA1And128BitRC4)'],
  ['1.2.840.113549.1.12.1.2', 'RC4 with 40 bits (pbeWithSHA1And40BitRC4)'],
  ['1.2.840.113549.1.5.1', 'DES with MD2 (pbeWithMD2AndDES-CBC)'],
  ['1.2.840.113549.1.5.4', 'RC2 with MD2 (pbeWithMD2AndRC2-CBC)'],
  ['1.2.840.113549.3.4', 'RC4'],
  ['1.2.840.113549.3.9', 'RC5'],
  ['1.3.6.1.4.1.188.7.1.1.2', 'IDEA'],
  ['1.2.410.200004.1.4', 'SEED'],
  ['1.2.840.113533.7.66.10', 'CAST5'],
  ['1.3.6.1.4.1.3029.1.2', 'Blowfish'],
  ['1.2.643.2.2.21', 'GOST 28147-89'],
  ['1.2.643.7.1.1.5.2.2', 'GOST Kuznyechik'],
  ['2.16.840.1.101.3.4.1.6', 'AES-128-GCM'],
  ['2.16.840.1.101.3.4.1.26', 'AES-192-GCM'],
  ['2.16.840.1.101.3.4.1.46', 'AES-256-GCM'],
]);
