import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Failure } from '../../../src/base/failure.ts';
import { readCertificate } from '../../../src/entra/certificate.ts';
import { explain } from '../../../src/problems/explain.ts';
import { type ForeignForm, foreignCredentials } from '../../../src/problems/foreign-credentials.ts';
import { sharedCertificate } from '../../harness/certificates.ts';

const own = await sharedCertificate();
const pfx = own.pfx();
const block = (label: string, body = 'AAAAB3NzaC1yc2EAAAADAQAB') =>
  `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
const hex = (text: string) => Buffer.from(text, 'hex');

const forms: Record<ForeignForm, (string | Buffer)[]> = {
  jks: [hex('feedfeed00000002'), hex('feedfeed000000020000000100').toString('base64')],
  jceks: [hex('cececece00000002')],
  'openssh-key': [block('OPENSSH PRIVATE KEY'), block('OPENSSH PRIVATE KEY') + own.certificatePem],
  'ssh-public-key': ['ssh-rsa AAAAB3NzaC1yc2EAAAADAQAB me@here', block('SSH2 PUBLIC KEY')],
  'putty-key': ['PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n'],
  pvk: [hex('1ef1b5b000000000')],
  'windows-blob': [hex('0702000000240000525341320008000001000100'), hex('0702000000a40000').toString('base64')],
  pgp: [block('PGP PRIVATE KEY BLOCK')],
  'xml-key': [
    '<RSAKeyValue><Modulus>AQAB</Modulus></RSAKeyValue>',
    '<?xml version="1.0"?>\n<RSAKeyValue/>'.replace('/>', '></RSAKeyValue>'),
  ],
  jwk: ['{"kty":"RSA","n":"AQAB"}', '{"keys":[]}'],
  html: ['<!DOCTYPE html>\n<html lang="en"><body>Sign in</body></html>', '<html><head></head></html>'],
  xml: ['<?xml version="1.0"?><a/>'],
  'azure-login': [
    '{"clientId":"1","clientSecret":"2","subscriptionId":"3","tenantId":"4"}',
    '{"appId":"1","password":"2"}',
  ],
  'key-vault-certificate': ['{"cer":"AQAB","x509Thumbprint":"AQAB"}'],
  json: ['{"a":1}', '[]', '[{"b":"see the wiki"}]'],
  zip: [hex('504b030414000000'), hex('504b030414000000').toString('base64')],
  gzip: [hex('1f8b080000000000')],
  '7z': [hex('377abcaf271c0004')],
  pdf: ['%PDF-1.7\n'],
  sqlite: [Buffer.from('SQLite format 3\0\x10\0', 'latin1')],
  'serialized-store': [hex('000000004345525403000000')],
  salted: [
    Buffer.from('Salted__\x01\x02\x03', 'latin1'),
    Buffer.from('Salted__\x01\x02\x03\x04', 'latin1').toString('base64'),
  ],
  age: [
    'age-encryption.org/v1\n-> X25519 abc',
    block('AGE ENCRYPTED FILE'),
    Buffer.from('age-encryption.org/v1\n\0\x01', 'latin1'),
  ],
  sops: [
    'ENC[AES256_GCM,data:abc,iv:def,tag:ghi,type:str]',
    '{"data":"ENC[]","sops":{"version":"3"}}',
    'key: ENC[]\nsops:\n  version: 3',
  ],
  'ansible-vault': ['$ANSIBLE_VAULT;1.1;AES256\n6161\n'],
  'git-crypt': [Buffer.from('\0GITCRYPT\0abc', 'latin1')],
  'git-lfs': ['version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 2613\n'],
  path: [
    './certs/audit.pfx',
    '/home/runner/audit.pem',
    'C:\\new\\reports\\audit.pfx',
    '~/audit.pem',
    'audit.p12',
    'file:///a.pem',
  ],
  'key-vault-reference': [
    'https://contoso.vault.azure.net/secrets/audit/1',
    '@Microsoft.KeyVault(SecretUri=https://contoso.vault.azure.net/secrets/audit/)',
  ],
  'secret-reference': [
    'op://vault/item/field',
    'arn:aws:secretsmanager:eu-west-1:1:secret:audit',
    'projects/1/secrets/audit/versions/2',
  ],
  url: ['https://example.com/audit.pfx'],
  thumbprint: [
    own.thumbprintSha1,
    own.thumbprintSha256.toLowerCase(),
    own.thumbprintSha1.replace(/..(?=.)/g, '$&:'),
    `sha1 Fingerprint=${own.thumbprintSha1.replace(/..(?=.)/g, '$&:')}`,
  ],
  guid: ['0f8fad5b-d9cb-469f-a165-70867728950e', '{0f8fad5b-d9cb-469f-a165-70867728950e}'],
  'client-secret': [`abc8Q~${'aB3.-_~'.repeat(5).slice(0, 34)}`],
  jwt: ['eyJhbGciOiJub25lIn0.eyJhIjoxfQ.'],
  expression: [`\${{ secrets.CERTIFICATE }}`, '{{ certificate }}'],
  variable: [
    '$CERTIFICATE',
    `\${CERTIFICATE}`,
    '$(CERTIFICATE)',
    '%CERTIFICATE%',
    '$env:CERTIFICATE',
    'secrets.CERTIFICATE',
  ],
  masked: ['***', '******', '[REDACTED]'],
  'type-name': [
    'System.Byte[]',
    '[object Object]',
    'undefined',
    'null',
    'System.Security.Cryptography.X509Certificates.X509Certificate2',
  ],
  placeholder: ['<your certificate>', 'changeme', 'TODO'],
  command: [
    'cat key.pem cert.pem',
    'base64 -w0 audit.pfx',
    'cat: key.pem: No such file or directory',
    'bash: openssl: command not found',
  ],
  'binary-as-text': [
    pfx.toString('utf8'),
    Buffer.from(pfx.toString('utf8')),
    pfx.toString('latin1'),
    Buffer.from(pfx.toString('latin1')),
  ],
  'certificate-request': [block('CERTIFICATE REQUEST'), block('NEW CERTIFICATE REQUEST')],
  'attribute-certificate': [block('ATTRIBUTE CERTIFICATE')],
  'signed-data': [block('PKCS7', hex('300d06092a864886f70d010702a000').toString('base64'))],
  'encrypted-message': [
    block('PKCS7', hex('300d06092a864886f70d010703a000').toString('base64')),
    block('CMS', hex('300d06092a864886f70d010706a000').toString('base64')),
  ],
  'public-key': [block('PUBLIC KEY'), block('RSA PUBLIC KEY')],
  'revocation-list': [block('X509 CRL')],
  parameters: [block('DH PARAMETERS'), block('EC PARAMETERS')],
};

for (const [form, given] of Object.entries(forms)) {
  for (const [index, content] of given.entries()) {
    test(`${form} ${index + 1} is told as what it is, and no part of it is shown`, async () => {
      await assert.rejects(readCertificate({ content, input: 'certificate' }, Date.now()), (error: unknown) => {
        assert.ok(error instanceof Failure, String(error));
        const { found, next } = foreignCredentials[form as ForeignForm];
        assert.deepEqual(
          { code: error.code, ...error.facts },
          { code: 'certificate-foreign', input: 'certificate', found, advice: next },
        );
        const problem = explain(error);
        assert.equal(problem.what, `The certificate in "certificate" cannot be read: it is ${found}.`);
        assert.equal(problem.next, next);
        return true;
      });
    });
  }
}

test('only what has the whole shape is taken for it', async () => {
  for (const content of [
    'hello',
    'see the wiki!',
    'a $NAME in a text',
    'a path /a/b in a text',
    `x${own.thumbprintSha1}`,
  ]) {
    const reading = readCertificate({ content, input: 'certificate' }, Date.now());
    await assert.rejects(reading, (error: Failure) => error.code === 'certificate-unreadable');
  }
});
