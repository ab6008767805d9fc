import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readConfig } from '../config.ts';
import { problemsOf, sourceOf } from './config-source.mts';
import { selfSigned } from './self-signed.mts';

const github = { repository: 'contoso/audit', branches: ['main'] };
const certificatesOf = (config: object) => readConfig(sourceOf(config)).certificates;

test('a private key is refused without being repeated', async () => {
  const { keyPem, certificatePem } = await selfSigned();
  const [problem = ''] = problemsOf({ certificates: { a: { pem: keyPem + certificatePem } } });
  assert.match(problem, /^"certificates\.a\.pem" holds a private key, which must never come here/);
  assert.doesNotMatch(problem, /BEGIN|MII/);
});

test('an EC key, a short RSA key, a chain and a twin are refused', async () => {
  const [ec, short, good] = await Promise.all([
    selfSigned({ keyType: 'ec' }),
    selfSigned({ bits: 1024 }),
    selfSigned(),
  ]);
  const pemOf = (pem: string) => problemsOf({ certificates: { a: { pem } } })[0] ?? '';
  assert.match(pemOf(ec.certificatePem), /has a key of type ec; Entra ID takes RSA only$/);
  assert.match(pemOf(short.certificatePem), /has an RSA key of 1024 bits; 2048 is the least$/);
  assert.match(pemOf(good.certificatePem + ec.certificatePem), /holds 2 certificates .* without its chain$/);
  const twice = { a: { pem: good.certificatePem }, b: { pem: good.certificatePem.trim() } };
  assert.deepEqual(problemsOf({ certificates: twice, active: 'a' }), [
    '"certificates.b" is the same certificate as "certificates.a"',
  ]);
});

test('a name alone means a new certificate: YAML has null for it, the CLI a text', () => {
  for (const nothing of [null, '', {}, '{}']) {
    const { certificates } = readConfig(sourceOf({ certificates: { '2026-a': nothing }, validityDays: '90' }));
    assert.deepEqual(certificates, [{ name: '2026-a', kind: 'made', validityDays: 90 }]);
  }
});

test('days are 1 to 730, of all certificates and of one', () => {
  for (const validityDays of [1, 730]) {
    const made = [{ name: 'a', kind: 'made', validityDays }];
    assert.deepEqual(certificatesOf({ validityDays: String(validityDays), certificates: { a: {} } }), made);
    assert.deepEqual(certificatesOf({ certificates: { a: { validityDays } } }), made);
  }
  for (const validityDays of [0, 731, 1.5, -1, true, 'ten']) {
    const takes = `is ${JSON.stringify(validityDays)}; it takes a whole number from 1 to 730`;
    const [problem, ...others] = problemsOf({ certificates: { a: { validityDays } } });
    assert.deepEqual([problem, others], [`"certificates.a.validityDays" ${takes}`, []]);
    assert.equal(problemsOf({ validityDays: String(validityDays) }).length, 1, String(validityDays));
  }
});

test('days of one certificate go before those of all', () => {
  assert.deepEqual(
    certificatesOf({ validityDays: 90, certificates: { a: { validityDays: 30 }, b: {} }, active: 'a' }),
    [
      { name: 'a', kind: 'made', validityDays: 30 },
      { name: 'b', kind: 'made', validityDays: 90 },
    ],
  );
});

test('a name has up to 40 letters, digits and hyphens, and begins with no hyphen', () => {
  for (const name of ['a', 'A-1', '2026-b', 'x'.repeat(40)]) {
    assert.deepEqual(problemsOf({ certificates: { [name]: {} } }), [], name);
  }
  for (const name of ['', '-a', 'a b', 'a_b', 'ä', 'a\n', 'x'.repeat(41)]) {
    const problems = problemsOf({ certificates: { [name]: {} } });
    assert.equal(problems.length, 1, name);
    assert.match(problems[0] ?? '', /: a name has up to 40 letters, digits and hyphens/);
  }
});

test('a list is no certificate, nor is a number', () => {
  for (const value of [[], 1, true]) {
    assert.match(problemsOf({ certificates: { a: value } })[0] ?? '', /^"certificates\.a" takes an object: \{\} for/);
  }
});

test('a certificate that was brought along has no days of ours', async () => {
  const { certificatePem: pem } = await selfSigned();
  assert.deepEqual(problemsOf({ certificates: { a: { pem, validityDays: 90 } } }), [
    '"certificates.a" has both pem and validityDays: a certificate that was brought along has its own end',
  ]);
});

test('line ends may be written as \\n; empty lines around the text are taken away', async () => {
  const { certificatePem } = await selfSigned();
  const brought = [{ name: 'a', kind: 'brought', pem: certificatePem }];
  for (const pem of [certificatePem.replaceAll('\n', '\\n'), certificatePem.trim(), `\n${certificatePem}\n\n`]) {
    assert.deepEqual(certificatesOf({ certificates: { a: { pem } } }), brought);
  }
});

test('a text of up to 32768 characters is looked at', async () => {
  const { certificatePem } = await selfSigned();
  const problemOf = (length: number) => problemsOf({ certificates: { a: { pem: certificatePem.padEnd(length) } } });
  assert.deepEqual(problemOf(32_768), []);
  assert.deepEqual(problemOf(32_769), ['"certificates.a.pem" is a string; it takes a text of up to 32768 characters']);
});

test('a certificate that was cut is refused', async () => {
  const { certificatePem } = await selfSigned();
  const lines = certificatePem.split('\n');
  const pem = lines.toSpliced(3, 1).join('\n');
  assert.deepEqual(problemsOf({ certificates: { a: { pem } } }), [
    '"certificates.a.pem" cannot be read as a certificate: the text was cut or changed while it was copied',
  ]);
});

test('a key has 2048 bits at least, and is of plain RSA', async () => {
  const problemsWith = async (options: Parameters<typeof selfSigned>[0]) =>
    problemsOf({ certificates: { a: { pem: (await selfSigned(options)).certificatePem } } });
  assert.deepEqual(await problemsWith({ bits: 2048 }), []);
  assert.deepEqual(await problemsWith({ bits: 2047 }), [
    '"certificates.a.pem" has an RSA key of 2047 bits; 2048 is the least',
  ]);
  assert.deepEqual(await problemsWith({ keyType: 'rsa-pss' }), [
    '"certificates.a.pem" has a key of type rsa-pss; Entra ID takes RSA only',
  ]);
});

test('the active certificate need not be named when there is one, or none', () => {
  const activeOf = (config: object) => readConfig(sourceOf(config)).active;
  assert.equal(activeOf({ certificates: { a: {} } }), 'a');
  assert.equal(activeOf({ certificates: { a: {}, b: {} }, active: 'b' }), 'b');
  assert.equal(activeOf({ github }), undefined);
  assert.deepEqual(problemsOf({ github, active: 'a' }), [
    '"active" names the certificate "a", but there is no certificate',
  ]);
});

test('two new certificates are no twins, whatever else is the same', () => {
  assert.deepEqual(problemsOf({ certificates: { a: {}, b: {} }, active: 'a' }), []);
});
