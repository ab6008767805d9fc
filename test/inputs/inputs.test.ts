import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSettings } from '../../src/findings/rule-settings.ts';
import { loadInputs } from '../../src/inputs/inputs.ts';
import { explain } from '../../src/problems/explain.ts';
import { auditProperties, profileProperties } from '../../src/users/property-sets.ts';

const good = {
  'tenant-id': 'contoso.example',
  'client-id': '6f0c0b5e-4f0e-4c53-9f30-0d4c7d6b8b7a',
  'client-secret': 'a secret',
};

function load(given: Record<string, string>, env: Record<string, string> = {}) {
  const values: Record<string, string> = { ...good, ...given };
  const getInput = (name: string) => values[name] ?? '';
  const offersIdToken = 'ACTIONS_ID_TOKEN_REQUEST_URL' in env;
  const { inputs, problems } = loadInputs({ getInput, workspace: '/workspace', offersIdToken });
  return { inputs, problems: problems.map((problem) => explain(problem).what) };
}

test('the least that must be said leads to the defaults', () => {
  const { inputs, problems } = load({});
  assert.deepEqual(problems, []);
  const { properties, named, rules, ...rest } = inputs;
  assert.deepEqual(named, []);
  assert.deepEqual(rules, defaultSettings());
  assert.deepEqual(properties, auditProperties);
  assert.deepEqual(rest, {
    tenantId: 'contoso.example',
    clientId: '6f0c0b5e-4f0e-4c53-9f30-0d4c7d6b8b7a',
    credential: { kind: 'secret', secret: 'a secret' },
    cloud: 'public',
    tenantName: '',
    authorityUrl: '',
    graphUrl: '',
    filter: '',
    redact: [],
    pseudonymize: [],
    pseudonymKey: '',
    includeManager: false,
    includeSponsors: false,
    deletedUsers: true,
    signInActivity: false,
    concurrency: 16,
    baseline: { kind: 'previous' },
    githubToken: '',
    countChurn: false,
    failOn: [{ kind: 'unreconciled', text: 'unreconciled' }],
    acceptedFindings: undefined,
    roster: undefined,
    publish: { artifact: true, output: false },
    reportArtifact: undefined,
    formats: ['jsonl', 'csv', 'html'],
    artifactName: 'entra-users',
    retentionDays: undefined,
    outputDirectory: undefined,
    summary: 'counts',
    allowPublicRepository: false,
    encryptTo: [],
    ageIdentities: [],
    timeLimit: 30 * 60_000,
    waitForReplication: 0,
  });
});

const wrong: [Record<string, string>, string][] = [
  [{ 'tenant-id': '' }, `Input "tenant-id" is empty; it takes the tenant's GUID or one of its verified domains.`],
  [
    { 'tenant-id': 'common' },
    `Input "tenant-id" is "common"; it takes the tenant's GUID or one of its verified domains. An application without a user signs in to one tenant.`,
  ],
  [{ 'client-id': 'x' }, 'Input "client-id" is "x"; it takes the GUID of the application (client) id.'],
  [
    { cloud: 'us-goc' },
    'Input "cloud" is "us-goc"; it takes public, us-gov, us-gov-dod or china. Did you mean "us-gov"?',
  ],
  [
    { 'graph-url': 'http://graph.example' },
    'Input "graph-url" is "http://graph.example"; it takes an https:// address without a query (plain http:// on loopback only).',
  ],
  [{ 'time-limit': '0' }, 'Input "time-limit" is "0"; it takes a whole number from 1 to 360.'],
  [{ 'time-limit': '1.5' }, 'Input "time-limit" is "1.5"; it takes a whole number from 1 to 360.'],
  [{ 'time-limit': '0x10' }, 'Input "time-limit" is "0x10"; it takes a whole number from 1 to 360.'],
  [{ 'retention-days': '-1' }, 'Input "retention-days" is "-1"; it takes a whole number from 1 to 400.'],
  [{ 'wait-for-replication': '301' }, 'Input "wait-for-replication" is "301"; it takes a whole number from 0 to 300.'],
  [
    { formats: 'jsonl, cvs' },
    'Input "formats" is "jsonl, cvs"; it takes one or more of jsonl, json, csv or html. Did you mean "csv"?',
  ],
  [
    { publish: 'artefact' },
    'Input "publish" is "artefact"; it takes artifact, output, both or none. Did you mean "artifact"?',
  ],
  [{ publish: 'none, output' }, 'Input "publish" is "none, output"; it takes artifact, output, both or none.'],
  [{ summary: 'Counts' }, 'Input "summary" is "Counts"; it takes none, counts or changes. Did you mean "counts"?'],
  [
    { 'artifact-name': 'a/b' },
    'Input "artifact-name" is "a/b"; it takes a name without " : < > | * ? \\ / and line breaks.',
  ],
  [
    { 'output-directory': '../elsewhere' },
    'Input "output-directory" is "../elsewhere"; it takes a folder inside the workspace, or an absolute path.',
  ],
  [
    { select: 'mail, dis play' },
    'Input "select" is "mail, dis play"; it takes property names, separated by commas or line breaks (not "dis play").',
  ],
  [
    { certificate: 'abc' },
    'Input "certificate" and "client-secret" is set at the same time; it takes one credential: a certificate, a certificate-path or a client-secret.',
  ],
  [
    { 'certificate-password': 'p4ss' },
    'Input "certificate-password" is set; it takes a value only beside certificate or certificate-path.',
  ],
  [
    { 'client-id': '-----BEGIN PRIVATE KEY-----' },
    'Input "client-id" is a PEM text (not shown); it takes the GUID of the application (client) id. Secrets belong into certificate, certificate-password, client-secret, github-token, age-identity and pseudonym-key.',
  ],
];
for (const [given, expected] of wrong) {
  test(`wrong: ${JSON.stringify(given)}`, () => assert.deepEqual(load(given).problems, [expected]));
}

test('what came along when an input was pasted, and cannot be seen, does not count', () => {
  const { inputs, problems } = load({
    'tenant-id': '\u200bcontoso.example\ufeff',
    rules: '\ufeffguest-invitation-pending:\u00a015\r\n\u00a0sync-old: off',
    select: 'mail,\u00a0display\u200bName',
    'fail-on': 'removed>\u20605%\u00a0',
    'time-limit': '\u200e45',
  });
  assert.deepEqual(problems, []);
  assert.equal(inputs.tenantId, 'contoso.example');
  assert.equal(inputs.rules.get('guest-invitation-pending')?.limit, 15);
  assert.equal(inputs.rules.get('sync-old')?.on, false);
  assert.deepEqual(inputs.properties, ['id', 'displayName', 'mail']);
  assert.equal(inputs.timeLimit, 45 * 60_000);
});

test('what only looks right is named', () => {
  assert.match(
    load({ 'fail-on': 'removed\uff1e5' }).problems[0] ?? '',
    /It holds \uff1e \(U\+FF1E\), which is no >\.$/,
  );
  assert.match(load({ rules: '\u201csync-old\u201d: off' }).problems[0] ?? '', /\(U\+201C\), which is no "\.$/);
});

test('a path may hold any character', () => {
  const { inputs } = load({ 'accepted-findings': 'f\u00a0\u200d.yml' });
  assert.equal(inputs.acceptedFindings?.path, '/workspace/f\u00a0\u200d.yml');
});

test('all wrong inputs are reported at once', () => {
  assert.equal(load({ 'tenant-id': '', 'client-id': '', cloud: 'x', formats: 'pdf' }).problems.length, 4);
});

test('lists take commas and line breaks; properties come in one order and in the case of Graph', () => {
  const { inputs } = load({ select: 'MAIL\n displayname ,,id', formats: 'csv\njson', publish: 'output, artifact' });
  assert.deepEqual(inputs.properties, ['id', 'displayName', 'mail']);
  assert.deepEqual(inputs.formats, ['csv', 'json']);
  assert.deepEqual(inputs.publish, { artifact: true, output: true });
});

test('what is selected is looked for in the spelling in which Graph answers', () => {
  const { inputs } = load({ select: 'MOBILEPHONE, extension_ab_SkypeId', 'include-manager': 'true' });
  assert.deepEqual(inputs.properties, ['id', 'extension_ab_SkypeId', 'manager', 'mobilePhone']);
});

test('sign-in activity that the second pass brings is not selected as well', () => {
  assert.deepEqual(load({ select: 'signinactivity', 'sign-in-activity': 'true' }).inputs.properties, ['id']);
  assert.deepEqual(load({ select: 'signinactivity' }).inputs.properties, ['id', 'signInActivity']);
});

test("with no credential, GitHub's OIDC token is one where the job may have it", () => {
  const { inputs } = load({ 'client-secret': '' }, { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x' });
  assert.deepEqual(inputs.credential, { kind: 'oidc' });
  assert.match(load({ 'client-secret': '' }).problems[0] ?? '', /^Input "certificate" is empty; .*id-token: write/);
});

const secrets: [text: string, is: string][] = [
  ['-----BEGIN PRIVATE KEY-----\nMIIEvQ', 'a PEM text'],
  [`LS0tLS1CRUdJTi${'BQUklW'.repeat(20)}`, 'a key or certificate in base64'],
  [`MIIKRwIBAzCCC${'f0GCSqG'.repeat(20)}==`, 'a key or certificate in base64'],
  [`abc8Q~${'aB3.-_~'.repeat(5).slice(0, 34)}`, 'what looks like a client secret'],
  [`ghp_${'a1B2c3'.repeat(6)}`, 'a token'],
  ['https://me:hush@login.example', 'an address with a login'],
];
for (const [text, is] of secrets) {
  test(`${is} in an input that is for none is told, and no part of it said again`, () => {
    const names = ['tenant-id', 'graph-url', 'select', 'filter', 'fail-on', 'rules', 'formats', 'artifact-name'];
    for (const name of [...names, 'time-limit', 'output-directory', 'baseline', 'accepted-findings']) {
      const [problem = '', ...others] = load({ [name]: text }).problems;
      assert.ok(problem.startsWith(`Input "${name}" is ${is} (not shown); it takes `), problem);
      assert.ok(
        problem.endsWith(
          'Secrets belong into certificate, certificate-password, client-secret, github-token, age-identity and pseudonym-key.',
        ),
      );
      assert.doesNotMatch(problem, new RegExp(text.slice(8, 14).replace(/[^\w ]/g, '.')));
      assert.deepEqual(others, []);
    }
    const { problems } = load({ 'client-secret': '', 'certificate-path': text });
    assert.deepEqual(problems, [
      `Input "certificate-path" is ${is} (not shown); it takes the path of a file. What a file holds goes into certificate.`,
    ]);
  });
}

test('a secret among other words is not said again either', () => {
  const [secret = ''] = secrets[3] ?? [];
  for (const name of ['select', 'formats', 'rules', 'fail-on']) {
    assert.doesNotMatch(load({ [name]: `mail, ${secret}` }).problems.join(), /8Q~/);
  }
});

test('what cannot be a client secret is told before it is sent', () => {
  for (const [text, is] of [
    ...secrets.slice(0, 3),
    ['***', 'asterisks, as a log shows them in place of a secret'],
    [`\${{ secrets.ENTRA }}`, 'an expression that was not evaluated'],
  ] as const) {
    assert.deepEqual(load({ 'client-secret': text }).problems, [
      `Input "client-secret" is ${is}; it takes the value of a client secret. Keys and certificates go into certificate.`,
    ]);
  }
});

test('addresses, paths and filters that only resemble secrets are taken', () => {
  const given = {
    'graph-url': 'https://graph.example/MIIB',
    baseline: `earlier/MII/${'a/'.repeat(50)}users.jsonl`,
    filter: "proxyAddresses/any(x:x eq 'sip:https://me@contoso.example')",
    select: 'mail,extension_0f8fad5bd9cb469fa16570867728950e_MIIKey',
  };
  assert.deepEqual(load(given).problems, []);
});

test('select takes sets and names, together and in any case; only names are named', () => {
  for (const select of ['audit', 'AUDIT', 'audit, audit', 'id, audit', ',']) {
    assert.deepEqual(load({ select }).inputs.properties, auditProperties, select);
  }
  const { properties, named } = load({ select: 'mailNickname\nProfile, department' }).inputs;
  assert.deepEqual(properties, [...profileProperties, 'mailNickname']);
  assert.deepEqual(named, ['department', 'mailNickname']);
  assert.deepEqual(load({ select: 'audit, profile' }).inputs.properties, profileProperties);
  assert.deepEqual(load({ select: 'audit, city' }).inputs.properties, [
    ...profileProperties.filter((name) => auditProperties.includes(name) || name === 'city'),
  ]);
});
