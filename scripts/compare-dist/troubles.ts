import { unzipSync, type Zippable, zipSync } from 'fflate';
import type { Fault } from '../../emulator/index.ts';
import type { ActionInputs } from '../../test/harness/action-manifest.ts';
import { createCertificate, sharedCertificate } from '../../test/harness/certificates.ts';
import { startReplies } from '../../test/harness/reply-server.ts';
import { oneDay, twoDays } from './days.ts';
import type { Scenario, Stage } from './play.ts';

/** A part of every page's address, and of no count's. */
const pages = 'select=';
const day = 24 * 60 * 60 * 1000;
const stranger = '11111111-2222-4333-8444-555555555555';

/** Where Graph refuses the count as well as the first page, this makes sure which of them is told. */
const countFirst: Fault = { kind: 'delay', milliseconds: 1_500, match: { path: pages, times: 'always' } };

/** Faults of the network and of Graph that pass. */
const passing: Record<string, Fault> = {
  '429 with seconds': { kind: 'throttle', retryAfter: 'seconds', seconds: 1, match: { path: pages } },
  '429 with a date': { kind: 'throttle', retryAfter: 'date', seconds: 2, match: { path: pages } },
  '429 without Retry-After': { kind: 'throttle', retryAfter: 'absent', body: 'UnknownError', match: { path: pages } },
  '429 with nonsense': { kind: 'throttle', retryAfter: 'nonsense', body: 'accessDenied', match: { path: pages } },
  '429 for half a minute': { kind: 'throttle', retryAfter: 30, match: { path: pages, after: 1 } },
  '503 with Retry-After': { kind: 'throttle', status: 503, retryAfter: 1, match: { path: pages } },
  '500 three times': { kind: 'status', status: 500, match: { path: pages, times: 3 } },
  '502 as a page of HTML': { kind: 'status', status: 502, body: 'html', match: { path: pages } },
  '504 with nothing': { kind: 'status', status: 504, body: 'empty', match: { path: pages } },
  '200 with a page of HTML': { kind: 'html', match: { path: pages } },
  'a dropped connection': { kind: 'drop', match: { path: pages, after: 1 } },
  // The last page: of another one it is chance whether the next is asked for before the cut is noticed.
  'a connection that is cut': { kind: 'cut', match: { path: pages, after: 7 } },
  'a body that is cut': { kind: 'cut-json', match: { path: pages, after: 7 } },
  'a token that is refused in mid-list': { kind: 'unauthorized', match: { path: pages, after: 2 } },
  'users that come twice': { kind: 'repeat-users', n: 5, match: { times: 'always' } },
  'empty pages': { kind: 'empty-pages', match: { times: 3 } },
  'an expired page token': { kind: 'expired-page-token', match: { after: 1 } },
  'a lost page token': { kind: 'lost-page-token', match: { after: 1 } },
  'a count that fails': { kind: 'status', status: 503, match: { path: '/users/$count' } },
  'a sign-in that fails': { kind: 'status', status: 503, body: 'html', match: { path: '/oauth2/' } },
  'a sign-in that is throttled': { kind: 'throttle', retryAfter: 1, body: 'html', match: { path: '/oauth2/' } },
  'a sign-in that is cut': { kind: 'cut-json', match: { path: '/oauth2/' } },
  'a sign-in that is dropped': { kind: 'drop', match: { path: '/oauth2/' } },
};

/** Faults that end a run. */
const lasting: [string, Fault, ActionInputs?][] = [
  [
    'more patience than time',
    { kind: 'throttle', retryAfter: 600, match: { path: pages, after: 1, times: 'always' } },
    { 'time-limit': 1 },
  ],
  ['a page that stays HTML', { kind: 'html', match: { path: pages, after: 1, times: 'always' } }],
  ['a token that is refused again', { kind: 'unauthorized', match: { path: pages, after: 1, times: 'always' } }],
  ['a foreign next link', { kind: 'foreign-next-link', origin: 'https://graph.evil.example' }],
  ['a next link that stays where it is', { kind: 'same-next-link', match: { times: 'always' } }],
  ['a 404 in mid-list', { kind: 'status', status: 404, match: { path: pages, after: 1, times: 'always' } }],
];

/** What goes wrong: in the inputs, in Entra and Graph, and on GitHub's side. */
export async function troubles(now: number): Promise<Scenario[]> {
  // Small pages, so that the list has many of them.
  const small: Fault = { kind: 'page-cap', size: 200, match: { times: 'always' } };
  // Of parts that are read at once it is chance which of them meets a fault, but for the one of those without a date.
  const undated = (fault: Fault): Fault => ({
    ...fault,
    match: { ...fault.match, path: 'createdDateTime%20eq%20null', after: 0 },
  });
  return [
    ...Object.entries(passing).map(([name, fault]) =>
      twoDays(name, { concurrency: 1 }, { world: { users: 1_500 }, faults: [small, fault] }),
    ),
    ...Object.entries(passing)
      .filter(([, { match }]) => match?.path === pages)
      .map(([name, fault]) => twoDays(`${name}, in parts`, {}, { world: { users: 4_100 }, faults: [undated(fault)] })),
    twoDays(
      'filters that are refused',
      {},
      { world: { users: 5_000 }, faults: [{ kind: 'filters-refused', match: { times: 'always' } }] },
    ),
    ...lasting.map(([name, fault, inputs]) =>
      oneDay(name, { publish: 'artifact', ...inputs }, { world: { users: 2_500 }, faults: [fault] }),
    ),
    {
      name: 'a workflow that is cancelled',
      world: { users: 2_500 },
      async play({ world, audit }) {
        world.emulator.faults.add({ kind: 'hang', match: { path: pages, after: 1, times: 'always' } });
        await audit({}, { signalAfter: { when: /^Graph counts/, signal: 'SIGINT' } });
      },
    },
    ...wrongInputs(),
    ...(await certificateProblems(now)),
    ...refusals(),
    ...gitHubProblems(),
    ...spoiledArtifacts(),
  ];
}

function wrongInputs(): Scenario[] {
  const wrong: ActionInputs[] = [
    {
      ...{ 'tenant-id': 'common', 'client-id': 'x', cloud: 'mars', select: 'a b', concurrency: 0, publish: 'artefact' },
      ...{
        formats: 'jsonl, xml',
        summary: 'all',
        'time-limit': 0,
        'retention-days': 1_000,
        'output-directory': '../x',
      },
      ...{
        'fail-on': 'removed>>5',
        rules: 'sync-olt: off',
        'accepted-findings': 'nowhere.yml',
        baseline: 'nowhere.jsonl',
      },
      ...{
        'artifact-name': 'a/b',
        'include-manager': 'perhaps',
        'authority-url': 'http://example.com',
        'wait-for-replication': 301,
      },
    },
    { 'client-secret': 'x', 'certificate-password': 'y' },
    { certificate: undefined },
    { certificate: undefined, 'certificate-password': 'y' },
    { 'include-manager': true, filter: "userType ne 'Guest'" },
    { 'fail-on': 'finding:sync-old', rules: 'sync-old: off' },
    { 'fail-on': 'unreconciled, severity:hihg' },
    { select: 'displayName, shoeSize' },
    { filter: "shoeSize eq '42'" },
    { filter: 'displayName eq' },
  ];
  return [oneDay('wrong inputs', wrong, { faults: [countFirst] })];
}

async function certificateProblems(now: number): Promise<Scenario[]> {
  const { keyPem, certificatePem, encryptedKeyPem, pfx } = await sharedCertificate();
  const [ec, other, expired, future] = await Promise.all([
    createCertificate({ keyType: 'ec' }),
    createCertificate(),
    createCertificate({ notBefore: new Date(now - 10 * day), notAfter: new Date(now - day) }),
    createCertificate({ notBefore: new Date(now + day), notAfter: new Date(now + 10 * day) }),
  ]);
  // What is encrypted with a salt is the same for both builds only when it is made once.
  const [encrypted, wrapped] = [encryptedKeyPem('x1y2') + certificatePem, pfx({ password: 'x1y2' }).toString('base64')];
  const certificates: ActionInputs[] = [
    ...[' \n ', 'hello', keyPem.slice(0, 600), certificatePem, keyPem, other.keyPem + certificatePem],
    ...[ec, expired, future, other].map((each) => each.keyPem + each.certificatePem),
    encrypted,
  ].map((certificate) => ({ certificate }));
  return [
    oneDay('certificates with something wrong', [
      ...certificates,
      { certificate: encrypted, 'certificate-password': 'pa55' },
      { certificate: wrapped, 'certificate-password': 'pa55' },
      { certificate: undefined, 'certificate-path': 'nowhere.pem' },
    ]),
  ];
}

/** Codes of Entra that have words of their own, and one that has none. */
const codes = [
  7000215, 7000222, 700016, 90002, 900023, 7000229, 700027, 700024, 700023, 700025, 7000218, 5002738, 70011, 1002012,
  500011, 53003, 7000112, 700213, 70021, 700211, 700212, 7002138, 90033, 50196, 99999,
];

function refusals(): Scenario[] {
  return [
    {
      name: 'without consent, with debug lines, and with consent',
      world: { users: 3, consent: false },
      async play({ world, audit }) {
        world.emulator.faults.add(countFirst);
        await audit();
        await audit({}, { debug: true });
        await world.app.grantConsent();
        await audit();
      },
    },
    oneDay('strangers', [
      { 'client-id': stranger },
      { 'tenant-id': stranger },
      { 'tenant-id': 'nowhere.example' },
      { certificate: '', 'client-secret': 'not the secret' },
    ]),
    oneDay(
      'an assertion out of its time',
      {},
      { prepare: ({ emulator }) => emulator.replication.set({ keyMissing: 1 }) },
    ),
    oneDay('a new registration that is not waited for', {}, { world: { replication: { applicationMissing: 1 } } }),
    {
      name: 'codes of Entra',
      world: { users: 0 },
      async play({ audit }) {
        for (const code of codes) {
          const body = {
            error: 'invalid_client',
            error_description: `AADSTS${code}: Words of Entra. Trace ID: ${stranger} Correlation ID: ${stranger} Timestamp: 2026-11-25 12:00:00Z`,
            error_codes: [code],
            correlation_id: stranger,
          };
          const headers = { 'content-type': 'application/json', 'retry-after': '600' };
          using entra = await startReplies(() => ({ status: 400, body: JSON.stringify(body), headers }));
          await audit({ 'authority-url': entra.origin, 'time-limit': 5, publish: 'none' });
        }
      },
    },
    {
      name: 'a redirection',
      async play({ audit }) {
        const headers = { location: 'https://evil.example/' };
        using elsewhere = await startReplies(() => ({ status: 302, body: '', headers }));
        await audit({ 'graph-url': elsewhere.origin });
        await audit({ 'authority-url': elsewhere.origin });
      },
    },
  ];
}

function gitHubProblems(): Scenario[] {
  const failing = (name: string, faults: Parameters<Stage['world']['github']['faults']['fail']>[0][]): Scenario => ({
    name,
    world: { users: 12 },
    async play({ world, audit }) {
      await audit();
      for (const fault of faults) world.github.faults.fail(fault);
      await audit({ 'fail-on': 'removed>5%' });
    },
  });
  return [
    {
      name: 'a token that may not read earlier runs',
      world: { users: 5, github: { permissions: { actions: 'none' } } },
      async play({ audit }) {
        for (const inputs of [{}, { 'github-token': '' }, { 'github-token': 'ghs_wrong' }]) await audit(inputs);
        await audit({ 'fail-on': 'removed>5%' });
      },
    },
    failing('GitHub has a bad moment', [
      { path: /\/workflows\/.*\/runs$/, status: 502 },
      { path: /\/zip$/, status: 503, body: '<html>' },
    ]),
    failing('GitHub fails for good', [{ path: /\/artifacts$/, status: 500, times: 3 }]),
    failing('GitHub limits the rate', [{ path: /\/artifacts$/, status: 429, headers: { 'retry-after': '2' } }]),
    failing('GitHub finds nothing', [{ path: /\/runs$/, status: 404 }]),
    failing('GitHub answers nonsense', [{ path: /\/artifacts$/, status: 200, body: '<html>' }]),
    failing('an artifact that is not what GitHub says', [{ path: /\/zip$/, status: 200, body: 'x' }]),
    failing('a redirection without https', [
      { path: /\/zip$/, status: 302, headers: { location: 'http://storage.example/x' } },
    ]),
    failing('an artifact service that refuses', [
      { path: /CreateArtifact/, status: 403, body: { code: 'permission_denied', msg: 'no more room' } },
    ]),
    {
      name: 'an artifact name that is taken, and no artifact service',
      async play({ world, audit }) {
        const run = world.github.startRun();
        await audit({}, { run });
        await audit({}, { run });
        await audit({}, { env: { ACTIONS_RUNTIME_TOKEN: undefined } });
      },
    },
    oneDay('a list that is too large for an output', { publish: 'output' }, { world: { users: 1_200 } }),
    {
      name: 'OIDC that does not work',
      world: { users: 3, credential: 'oidc' },
      async play({ world, audit }) {
        await audit({}, { run: world.github.startRun({ ref: 'refs/heads/other' }) });
        await audit({}, { idToken: false });
        world.github.faults.fail({ path: /oidc/, status: 403, times: 50 });
        await audit();
      },
    },
    {
      name: 'no run of a workflow',
      async play({ audit }) {
        const nothing = { GITHUB_REPOSITORY: undefined, GITHUB_RUN_ID: undefined, GITHUB_WORKFLOW_REF: undefined };
        await audit({ publish: 'none' }, { env: nothing });
      },
    },
  ];
}

/** Earlier artifacts that cannot be used. */
function spoiledArtifacts(): Scenario[] {
  return [
    {
      name: 'earlier artifacts that are spoiled',
      world: { users: 12 },
      async play({ world, audit }) {
        await audit();
        const { workflowRun } = await audit();
        const [published] = world.github.artifacts(workflowRun?.id ?? 0);
        const zip = published?.zip ?? Buffer.alloc(0);
        for (const spoiled of spoil(zip)) {
          const run = world.github.startRun();
          world.github.publish(run, 'entra-users', spoiled);
          world.github.finishRun(run, 'success');
          await audit({ publish: 'none', 'fail-on': 'never' });
        }
      },
    },
  ];
}

function spoil(zip: Buffer): Buffer[] {
  const files = unzipSync(zip) as Zippable;
  const text = (name: string) => Buffer.from(files[name] as Uint8Array).toString();
  const manifest = JSON.parse(text('manifest.json'));
  const list = text('users.jsonl');
  const packed = (changed: Record<string, string>) => {
    const contents = Object.entries(changed).map(([name, content]) => [name, Buffer.from(content)]);
    return Buffer.from(zipSync({ ...files, ...Object.fromEntries(contents) }));
  };
  // Without what differs between two builds: the digest of the whole will be told.
  const plain = {
    ...manifest,
    tool: { ...manifest.tool, version: '0.0.0', bundleSha256: '0'.repeat(64) },
    queries: [],
    previous: null,
    history: [],
    files: manifest.files.filter(({ name }: { name: string }) => ['users.jsonl', 'findings.json'].includes(name)),
  };
  const claiming = (changed: object) => packed({ 'manifest.json': JSON.stringify({ ...plain, ...changed }) });
  const forged = (past: object) => ({ ...past, manifestSha256: 'f'.repeat(64) });
  return [
    Buffer.from('this is no zip'),
    zip.subarray(0, zip.length >> 1),
    packed({ '../../evil': 'x' }),
    packed({ 'users.jsonl': '{}\n' }),
    packed({ 'users.jsonl': list.replace('a', 'b') }),
    packed({ 'findings.json': 'null' }),
    packed({ 'manifest.json': '{"schemaVersion": 1' }),
    packed({ 'manifest.json': 'null' }),
    claiming({ schemaVersion: 99 }),
    claiming({ counts: { listed: -1 } }),
    claiming({ files: [] }),
    claiming({ tenantId: 'fabrikam.example' }),
    claiming({ clientId: stranger }),
    claiming({ filter: 'accountEnabled eq true' }),
    claiming({ reconciled: false }),
    claiming({
      history: manifest.history.map(forged),
      previous: { ...manifest.previous, manifestSha256: 'e'.repeat(64) },
    }),
  ];
}
