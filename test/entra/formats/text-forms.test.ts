import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCertificate } from '../../../src/entra/certificate.ts';
import { sharedCertificate } from '../../harness/certificates.ts';

const own = await sharedCertificate();
const pfx = withEscapes();
const pem = own.keyPem + own.certificatePem;
const base64 = pfx.toString('base64');
const bytes = [...pfx];
const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
const utf16 = (text: string, mark = '\uFEFF') => Buffer.from(mark + text, 'utf16le');
const swapped = (text: Buffer) => Buffer.from(text).swap16();

/** Salts differ: one in twenty has two bytes that a dump shows beside it as the escape of a line break. */
function withEscapes(): Buffer {
  for (;;) {
    const made = own.pfx({ iterations: 5 });
    if (made.includes('\\n')) return made;
  }
}

/** 16 bytes a line. */
function dump(address: (offset: number) => string, row: (pairs: string[]) => string, hasCharacters: boolean): string {
  const lines: string[] = [];
  for (let at = 0; at < pfx.length; at += 16) {
    const text = pfx
      .subarray(at, at + 16)
      .toString('latin1')
      .replace(/[^ -~]/g, '.');
    const left = `${address(at)}${row(hex.slice(at, at + 16))}`;
    const width = address(at).length + row(hex.slice(0, 16)).length;
    lines.push(hasCharacters ? `${left.padEnd(width)}   ${text}` : left);
  }
  return `${lines.join('\r\n')}\r\n`;
}
const offset = (digits: number) => (at: number) => at.toString(16).padStart(digits, '0');
const inEights = (pairs: string[]) =>
  [pairs.slice(0, 8), pairs.slice(8)]
    .map((half) => half.join(' '))
    .join('  ')
    .trimEnd();
const inPairs = (pairs: string[]) => pairs.join('').replace(/.{4}(?=.)/g, '$& ');
const block = (label: string, content: Buffer) =>
  `-----BEGIN ${label}-----\n${content.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;
const heading =
  '\r\n   Label: C:\\audit.pfx\r\n\r\n          Offset Bytes\r\n                 00 01 02 03\r\n          ------ -----\r\n';
const der = (text: string) => Buffer.from(text.replace(/-----[^-]+-----|\s/g, ''), 'base64');
const p7b = (): Buffer => {
  const wrap = (tag: number, content: Buffer) => {
    const header = Buffer.from([tag, 0x82, 0, 0]);
    header.writeUInt16BE(content.length, 2);
    return Buffer.concat([header, content]);
  };
  const signed = Buffer.concat([
    Buffer.from('0201013100300b06092a864886f70d010701', 'hex'),
    wrap(0xa0, own.certificateDer),
    Buffer.from('3100', 'hex'),
  ]);
  return wrap(0x30, Buffer.concat([Buffer.from('06092a864886f70d010702', 'hex'), wrap(0xa0, wrap(0x30, signed))]));
};

const forms: Record<string, string | Buffer> = {
  'certutil -encode': block('CERTIFICATE', pfx).replaceAll('\n', '\r\n'),
  'PEM labelled PKCS12': block('PKCS12', pfx),
  'PEM labelled PFX': block('PFX', pfx),
  'certutil -encodehex, type 4': dump(() => '', inEights, false),
  'certutil -encodehex, type 5': dump(() => '', inEights, true),
  'certutil -encodehex, type 10': dump((at) => `${offset(4)(at)}  `, inEights, false),
  'certutil -encodehex, type 11': dump((at) => `${offset(4)(at)}  `, inEights, true),
  'certutil -encodehex with tabs': dump((at) => `${offset(4)(at)}\t`, inEights, true),
  'certutil -encodehex in UTF-16': utf16(dump((at) => `${offset(4)(at)}  `, inEights, true)),
  'certutil -encodehex in base64': Buffer.from(dump((at) => `${offset(4)(at)}  `, inEights, true)).toString('base64'),
  xxd: dump((at) => `${offset(8)(at)}: `, inPairs, true),
  'hexdump -C':
    dump((at) => `${offset(8)(at)}  `, inEights, true).replace(/ {3}(\S.*)\r/g, '  |$1|\r') + offset(8)(pfx.length),
  'Format-Hex':
    heading +
    dump(
      (at) => `${offset(16)(at)} `,
      (pairs) => pairs.join(' ').toUpperCase(),
      true,
    ),
  'BitConverter, dashes': hex.join('-').toUpperCase(),
  'plain hex': hex.join(''),
  'hex after 0x': `0x${hex.join('')}`,
  'wrapped hex': hex.join('').replace(/.{60}/g, '$&\n'),
  'hex with colons': hex.join(':'),
  'hex with blanks': hex.join(' '),
  'an array of hex': `new byte[] { ${hex.map((pair) => `0x${pair}`).join(', ')} };`,
  'an escaped string': hex.map((pair) => `\\x${pair}`).join(''),
  'decimal numbers with blanks': bytes.join(' '),
  'decimal numbers a line each': bytes.join('\r\n'),
  'decimal numbers with commas': bytes.join(','),
  'decimal numbers with signs': pfx
    .toString('hex')
    .replace(/../g, (pair) => `${Buffer.from(pair, 'hex').readInt8()}, `),
  'an array as JSON': JSON.stringify(bytes),
  'a Buffer as JSON': JSON.stringify(pfx),
  'ToBase64String with line breaks': base64.replace(/.{76}/g, '$&\r\n'),
  'base64 in quotes': `"${base64}"`,
  'base64 in single quotes': `'${base64}'`,
  'bytes of Python': `b'${hex.map((pair) => `\\x${pair}`).join('')}'`,
  'base64 in bytes of Python': `b'${base64}'`,
  'hex of PostgreSQL': `\\x${hex.join('')}`,
  'hex of MySQL': `X'${hex.join('')}'`,
  'base64 in base64': Buffer.from(base64).toString('base64'),
  'base64, escaped for an address': encodeURIComponent(base64),
  'base64url without padding': pfx.toString('base64url'),
  'a line of a .env file': `CERTIFICATE=${base64}`,
  'a line of YAML': `certificate: ${base64}`,
  'base64 of PEM in a line of YAML': `certificate: "${Buffer.from(pem).toString('base64')}"`,
  'a block of YAML': `certificate: |\n${base64.replace(/.{64}/g, '  $&\n')}\n`,
  'a secret of Kubernetes': `kind: Secret\ndata:\n  tls.crt: ${Buffer.from(own.certificatePem).toString('base64')}\n  tls.key: ${Buffer.from(own.keyPem).toString('base64')}\n`,
  'a secret of Kubernetes as JSON': JSON.stringify({
    kind: 'Secret',
    data: {
      'tls.crt': Buffer.from(own.certificatePem).toString('base64'),
      'tls.key': Buffer.from(own.keyPem).toString('base64'),
    },
  }),
  'DER of certificate and key in JSON': JSON.stringify({
    certificate: own.certificateDer.toString('base64'),
    key: der(own.keyPem).toString('base64'),
  }),
  'a data: address': `data:application/x-pkcs12;base64,${base64}`,
  'a data: address, escaped': `data:;base64,${encodeURIComponent(base64)}`,
  'a PFX with a byte order mark before it': Buffer.concat([Buffer.from('\uFEFF'), pfx]),
  'base64 in UTF-16 without byte order mark': utf16(base64, ''),
  'base64 in UTF-16, big-endian': swapped(utf16(base64)),
  'base64 in UTF-16, big-endian, without byte order mark': swapped(utf16(base64, '')),
  'a file of base64 with zeros behind it': Buffer.from(`${base64}\r\n\0\0\0`),
  'a file of PEM with the end of DOS': Buffer.from(`${pem}\x1a`),
  'PEM in UTF-16 without byte order mark': utf16(pem, ''),
  'base64 of PEM in UTF-16 without byte order mark': utf16(pem, '').toString('base64'),
  'base64 of base64 in UTF-16': utf16(base64).toString('base64'),
  'az keyvault secret show, a PFX': JSON.stringify({
    attributes: { enabled: true },
    contentType: 'application/x-pkcs12',
    id: 'https://contoso.vault.azure.net/secrets/audit/1',
    value: base64,
  }),
  'az keyvault secret show, PEM': JSON.stringify({ contentType: 'application/x-pem-file', value: pem }, null, 2),
  'a string of JSON': JSON.stringify(pem),
  "HashiCorp's Vault": JSON.stringify({ data: { certificate: own.certificatePem, private_key: own.keyPem } }),
  'PEM escaped twice': pem.replaceAll('\n', '\\\\n'),
  'PEM, escaped for an address': encodeURIComponent(pem),
  'PEM on a web page': pem.replaceAll('\n', '<br>'),
  'PEM in XML': pem.replaceAll('\n', '&#10;'),
  'PEM in an answer to a mail': pem.replace(/^/gm, '> '),
  'PEM without any blanks': pem.replace(/\s/g, ''),
  'two blocks on one line': pem.replace('KEY-----\n-----BEGIN CERT', 'KEY----------BEGIN CERT'),
  'two blocks that share their dashes': pem.replace('KEY-----\n-----BEGIN CERT', 'KEY-----BEGIN CERT'),
  'PEM without its last line': pem.replace('-----END CERTIFICATE-----\n', ''),
  'PEM without its first line': pem.replace('-----BEGIN PRIVATE KEY-----\n', ''),
  'PEM without the line between the blocks': pem.replace('-----END PRIVATE KEY-----\n', ''),
  'PEM with dashes of a word processor': pem.replaceAll('-----', '—–'),
  'PEM with non-breaking blanks': pem.replaceAll(' ', '\u00A0'),
  'base64 of key and of certificate, a line each': [own.keyPem, own.certificatePem]
    .map((text) => Buffer.from(text).toString('base64'))
    .join('\n'),
  'a certificate with attributes of trust behind it':
    own.keyPem +
    block(
      'TRUSTED CERTIFICATE',
      Buffer.concat([own.certificateDer, Buffer.from('30050c0361626330', 'hex').subarray(0, 7)]),
    ),
  'a key beside PKCS#7': own.keyPem + block('PKCS7', p7b()),
  'DER of key and certificate': Buffer.concat([der(own.keyPem), own.certificateDer]),
  'DER of certificate and key': Buffer.concat([own.certificateDer, der(own.pkcs1Pem)]),
  'labels that say something else':
    block('CERTIFICATE', der(own.keyPem)) + block('RSA PRIVATE KEY', own.certificateDer),
};

for (const [form, content] of Object.entries(forms)) {
  test(`${form}: read, the certificate as it was`, async () => {
    const read = await readCertificate({ content, input: 'certificate' }, Date.now());
    assert.equal(read.thumbprintSha256, own.thumbprintSha256);
    assert.equal(read.privateKey, own.keyPem);
  });
}
