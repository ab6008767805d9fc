import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig } from '../config.ts';
import { problemsOf, sourceOf } from './config-source.mts';
import { declaredConfig } from './pulumi-files.mts';

test('the defaults of Pulumi.yaml are those of the program, and every key is known', async () => {
  const declared = Object.entries(await declaredConfig());
  const defaults = Object.fromEntries(declared.map(([name, key]) => [name, key.default]));
  assert.deepEqual(readConfig(sourceOf(defaults)), readConfig(sourceOf({})));
  const [unknown = ''] = problemsOf({ colour: 'red' });
  assert.equal(unknown, `"colour" is not known; known are ${Object.keys(defaults).join(', ')}`);
});

test('whoever says nothing gets the least: one permission, one certificate of 180 days, nobody else as an owner', () => {
  assert.deepEqual(readConfig(sourceOf({})), {
    displayName: 'entra-user-audit',
    notes: '',
    serviceManagementReference: '',
    owners: [],
    cloud: 'public',
    permissions: ['User.Read.All'],
    grantAdminConsent: true,
    github: undefined,
    repository: undefined,
    protect: false,
    certificates: [{ name: 'first', kind: 'made', validityDays: 180 }],
    active: 'first',
  });
});

const guidOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const github = { repository: 'contoso/audit', branches: ['main'] };
const mistakes: [string, object, RegExp][] = [
  ['an unknown key', { certificate: {} }, /^"certificate" is not known; known are displayName, /],
  ['a wider permission', { permissions: ['Directory.Read.All'] }, /never grants: it reads groups, devices, roles/],
  ['a permission that writes', { permissions: ['User.ReadWrite.All'] }, /never grants: it changes and deletes users/],
  ['a permission that writes more', { permissions: ['Directory.ReadWrite.All'] }, /it changes users, groups and much/],
  ['a permission that is too narrow', { permissions: ['User.ReadBasic.All'] }, /it leaves out accountEnabled/],
  ['a permission nobody thought of', { permissions: ['Mail.Read'] }, /Mail\.Read.*more than the reader needs/],
  ['sign-in times by the back door', { permissions: ['AuditLog.Read.All'] }, /set signInActivity to true instead/],
  ['a cloud that is none', { cloud: 'germany' }, /^"cloud" is "germany"; it takes public, us-gov, us-gov-dod, china$/],
  [
    "a cloud other than the provider's",
    { cloud: 'china' },
    /speaks to public: pulumi config set azuread:environment china/,
  ],
  ['an id with more behind it', { owners: [`${guidOf(1)}0`] }, /^"owners" takes object ids .*0010$/],
  ['an id with more before it', { owners: [`0${guidOf(1)}`] }, /^"owners" takes object ids/],
  ['an owner that is no list', { owners: guidOf(1) }, /^"owners" is "0{8}-.*"; it takes a list of texts$/],
  ['an owner that is empty', { owners: [''] }, /^"owners" is \[""\]; it takes a list of texts$/],
  ['an owner that is a number', { owners: [1] }, /^"owners" is \[1\]; it takes a list of texts$/],
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
  ['a repository without its owner', { repository: 'audit' }, /^"repository" is "audit"; it takes owner\/name/],
  ['words of a shell for a repository', { repository: 'a/b;c' }, /^"repository" is "a\/b;c"; it takes/],
  ['another repository than may sign in', { github, repository: 'contoso/other' }, /only runs of "github\.repository"/],
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

test('each cloud goes with every name that the provider has for it, and with no other', () => {
  const environments = {
    public: ['public', 'global', 'Public'],
    'us-gov': ['usgovernment', 'usgovernmentl4'],
    'us-gov-dod': ['usgovernmentl5', 'dod'],
    china: ['china', 'CHINA'],
  };
  const all = Object.values(environments).flat();
  for (const [cloud, own] of Object.entries(environments)) {
    const taken = all.filter((name) => problemsOf({ cloud, 'azuread:environment': name }).length === 0);
    assert.deepEqual(taken, own, cloud);
    const [problem = ''] = problemsOf({ cloud, 'azuread:environment': 'germany' });
    assert.match(problem, new RegExp(`speaks to germany: pulumi config set azuread:environment ${own[0]}$`));
  }
});

test("the provider's config goes before its environment, and a metadata host before both", () => {
  const environment = { ARM_ENVIRONMENT: 'china' };
  assert.deepEqual(problemsOf({ 'azuread:environment': 'public' }, environment), []);
  assert.deepEqual(problemsOf({ 'azuread:metadataHost': 'localhost:8443' }, environment), []);
});

test('100 owners are the most: 99 are named, and the deployer is one', () => {
  const owners = Array.from({ length: 99 }, (_, n) => guidOf(n));
  assert.equal(readConfig(sourceOf({ owners })).owners.length, 99);
  assert.deepEqual(problemsOf({ owners: [...owners, guidOf(99)] }), ['"owners" names 100; 99 is the most']);
});

test('an owner who is named twice, in whatever case, is one', () => {
  const owners = Array.from({ length: 99 }, (_, n) => `abcdefab${guidOf(n).slice(8)}`);
  const twice = [...owners, ...owners.map((owner) => owner.toUpperCase())];
  assert.deepEqual(readConfig(sourceOf({ owners: twice })).owners, owners);
});

for (const [name, longest] of [
  ['displayName', 120],
  ['notes', 700],
  ['serviceManagementReference', 1024],
] as const) {
  test(`"${name}" has up to ${longest} characters`, () => {
    const text = 'x'.repeat(longest);
    assert.equal(readConfig(sourceOf({ [name]: text }))[name], text);
    assert.deepEqual(problemsOf({ [name]: `${text}x` }), [
      `"${name}" is a string; it takes a text of up to ${longest} characters`,
    ]);
  });
}

test('permissions may be named when they are given anyway', () => {
  const permissions = ['User.Read.All', 'AuditLog.Read.All'];
  assert.deepEqual(readConfig(sourceOf({ permissions, signInActivity: true })).permissions, permissions);
  assert.equal(problemsOf({ permissions, signInActivity: false }).length, 1);
});

test('flags are given as text or, within objects, as they are; nothing and null are the default', () => {
  const flagsOf = (value: unknown) => {
    const { grantAdminConsent, github } = readConfig(
      sourceOf({
        grantAdminConsent: typeof value === 'string' ? value : '',
        github: { repository: 'a/b', branches: ['main'], pullRequests: value },
      }),
    );
    return [grantAdminConsent, github?.subjects.length === 2];
  };
  assert.deepEqual(flagsOf('true'), [true, true]);
  assert.deepEqual(flagsOf('false'), [false, false]);
  assert.deepEqual(flagsOf(''), [true, false]);
  assert.deepEqual(flagsOf(null), [true, false]);
  assert.deepEqual(flagsOf(true), [true, true]);
  assert.deepEqual(flagsOf(false), [true, false]);
});

test('a text that begins with a bracket is a text unless it is JSON', () => {
  for (const displayName of ['[dev] reader', '{dev} reader']) {
    assert.equal(readConfig(sourceOf({ displayName })).displayName, displayName);
  }
  assert.deepEqual(problemsOf({ displayName: ['dev'] }), [
    '"displayName" is ["dev"]; it takes a text of up to 120 characters',
  ]);
  for (const certificates of ['none', ['a']]) {
    assert.match(problemsOf({ certificates })[0] ?? '', /^"certificates" is .+; it takes an object$/);
  }
});

test("what stands under another project's name is not ours", () => {
  assert.deepEqual(
    readConfig(sourceOf({ 'other:displayName': 'x', 'azuread:tenantId': 'x' })),
    readConfig(sourceOf({})),
  );
});

test('one mistake is told as one', () => {
  assert.equal(
    new ConfigError(problemsOf({ cloud: 'x' })).message,
    'One setting is wrong; nothing was changed.\n  - "cloud" is "x"; it takes public, us-gov, us-gov-dod, china.',
  );
});

test('a wrong value of up to 60 characters is repeated, a longer one and whatever holds a key is not', () => {
  const shownFor = (validityDays: unknown) => problemsOf({ validityDays })[0]?.replace(/; it takes .*/, '');
  assert.equal(shownFor('x'.repeat(58)), `"validityDays" is "${'x'.repeat(58)}"`);
  assert.equal(shownFor('x'.repeat(59)), '"validityDays" is a string');
  assert.equal(shownFor(Array(60).fill(1)), '"validityDays" is a list');
  assert.doesNotMatch(shownFor({ days: 'x'.repeat(60) }) ?? '', /xx/);
  assert.equal(shownFor('-----BEGIN PRIVATE KEY-----'), '"validityDays" is a string');
});
