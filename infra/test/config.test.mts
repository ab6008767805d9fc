import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig } from '../config.ts';
import { problemsOf, sourceOf } from './config-source.mts';
import { declaredConfig } from './pulumi-files.mts';
import { selfSigned } from './self-signed.mts';

test('the defaults of Pulumi.yaml are those of the program, and every key is known', async () => {
  const declared = Object.entries(await declaredConfig());
  const defaults = Object.fromEntries(declared.map(([name, key]) => [name, key.default]));
  assert.deepEqual(readConfig(sourceOf(defaults)), readConfig(sourceOf({})));
});

const github = { repository: 'contoso/audit', branches: ['main'] };
const mistakes: [string, object, RegExp][] = [
  ['an unknown key', { certificate: {} }, /^"certificate" is not known; known are displayName, /],
  ['a wider permission', { permissions: ['Directory.Read.All'] }, /never grants: it reads groups, devices, roles/],
  ['a permission that writes', { permissions: ['User.ReadWrite.All'] }, /never grants: it changes and deletes users/],
  ['a permission nobody thought of', { permissions: ['Mail.Read'] }, /Mail\.Read.*more than the reader needs/],
  ['sign-in times by the back door', { permissions: ['AuditLog.Read.All'] }, /set signInActivity to true instead/],
  ['a cloud that is none', { cloud: 'germany' }, /^"cloud" is "germany"; it takes public, us-gov, us-gov-dod, china$/],
  [
    "a cloud other than the provider's",
    { cloud: 'china' },
    /speaks to public: pulumi config set azuread:environment china/,
  ],
  ['an owner that is no id', { owners: ['ann@contoso.com'] }, /^"owners" takes object ids .*ann@contoso\.com/],
  ['a flag that is none', { protect: 'yes' }, /^"protect" is "yes"; it takes true or false$/],
  ['a long name', { displayName: 'x'.repeat(121) }, /^"displayName" is a string; it takes a text of up to 120/],
  ['three years', { validityDays: 1096 }, /^"validityDays" is "1096"; it takes a whole number from 1 to 730$/],
  ['three years for one', { certificates: { a: { validityDays: 1096 } } }, /^"certificates\.a\.validityDays" is 1096/],
  ['no active certificate', { certificates: { a: {}, b: {} } }, /^"active" must name one certificate: there are a, b$/],
  [
    'an active one that is not there',
    { certificates: { a: {} }, active: 'b' },
    /^"active" names .*"b", but there are a$/,
  ],
  ['a name with a slash', { certificates: { 'a/b': {} } }, /^"certificates\.a\/b": a name has up to 40 letters/],
  ['a text for a certificate', { certificates: { a: 'x' } }, /^"certificates\.a" takes an object/],
  [
    'an unknown part',
    { certificates: { a: { days: 3 } } },
    /^"certificates\.a\.days" is not known; known are validityDays, pem$/,
  ],
  ['what is no certificate', { certificates: { a: { pem: 'x' } } }, /^"certificates\.a\.pem" holds 0 certificates/],
  ['no repository', { github: { branches: ['main'] } }, /^"github\.repository" is ""; it takes owner\/name/],
  ['half of the ids', { github: { ...github, repository: 'a@1/b' } }, /^"github\.repository" is "a@1\/b"/],
  ['ids that are missing', { github: { ...github, immutableSubjects: true } }, /gh api repos\/contoso\/audit --jq/],
  ['no workflow run', { github: { repository: 'a/b' } }, /^"github" names no workflow runs/],
  ['a full ref', { github: { ...github, branches: ['refs/heads/main'] } }, /write the branch alone, such as main$/],
  ['a pattern', { github: { ...github, branches: ['release/*'] } }, /compared as they are, without patterns$/],
  ['an issuer in the clear', { github: { ...github, issuer: 'http://contoso.com' } }, /^"github\.issuer" .*https/],
  [
    '21 subjects',
    { github: { ...github, branches: Array.from({ length: 21 }, (_, n) => `b${n}`) } },
    /asks for 21 .* takes 20/,
  ],
];
for (const [name, config, message] of mistakes) {
  test(`a mistake: ${name}`, () => {
    const problems = problemsOf(config);
    assert.equal(problems.length, 1, problems.join('\n'));
    assert.match(problems[0] ?? '', message);
  });
}

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

test('all mistakes are told at once', () => {
  const error = new ConfigError(problemsOf({ cloud: 'x', protect: 'y', permissions: ['Mail.Read'] }));
  assert.match(error.message, /^3 settings are wrong; nothing was changed\.\n( {2}- "\w+" .+\.\n){2} {2}- "\w+" .+\.$/);
});

test('the provider may be told its cloud by config or environment, or by a metadata host', () => {
  assert.deepEqual(problemsOf({ cloud: 'us-gov', 'azuread:environment': 'usgovernment' }), []);
  assert.deepEqual(problemsOf({ cloud: 'us-gov-dod' }, { ARM_ENVIRONMENT: 'dod' }), []);
  assert.deepEqual(problemsOf({ cloud: 'china' }, { ARM_METADATA_HOSTNAME: 'localhost:8443' }), []);
  assert.match(problemsOf({}, { ARM_ENVIRONMENT: 'china' })[0] ?? '', /^"cloud" is public, but .* speaks to china/);
});

test('a name alone means a new certificate: YAML has null for it, the CLI a text', () => {
  for (const nothing of [null, {}, '{}']) {
    const { certificates } = readConfig(sourceOf({ certificates: { '2026-a': nothing }, validityDays: '90' }));
    assert.deepEqual(certificates, [{ name: '2026-a', kind: 'made', validityDays: 90 }]);
  }
});
