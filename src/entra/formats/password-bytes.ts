/**
 * The ways to read a passphrase as UTF-16 with two zero bytes behind it: RFC 7292, B.1, for the MAC and the ciphers of
 * PKCS#12. It leaves open what "no password" is: .NET and Azure Key Vault take no bytes at all, OpenSSL and Windows the
 * two zero bytes.
 */
export function utf16Readings(password: string): Buffer[] {
  const none = [Buffer.alloc(2), Buffer.alloc(0)];
  if (password === '') return none;
  // Before 1.1.0 OpenSSL made one character of each byte of UTF-8.
  const readings = [password, Buffer.from(password, 'utf8').toString('latin1')];
  return [...distinct(readings.map((reading) => Buffer.from(`${reading}\0`, 'utf16le').swap16())), ...none];
}

/**
 * The ways to read a passphrase for PBES1, PBES2 and PBMAC1: UTF-8 (RFC 8018, 3; RFC 9579, 4), and Latin-1 of terminals
 * that were set so. A file without a password opens beside a password that is not needed.
 */
export function byteReadings(password: string): Buffer[] {
  const readings = [Buffer.from(password, 'utf8')];
  if (/^[\0-\xff]*$/.test(password)) readings.push(Buffer.from(password, 'latin1'));
  return distinct([...readings, Buffer.alloc(0)]);
}

function distinct(readings: Buffer[]): Buffer[] {
  return readings.filter((reading, index) => readings.findIndex((other) => other.equals(reading)) === index);
}
