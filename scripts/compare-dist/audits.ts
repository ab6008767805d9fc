import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from '../../emulator/index.ts';
import { createCertificate, sharedCertificate } from '../../test/harness/certificates.ts';
import type { World } from '../../test/harness/world.ts';
import { night, oneDay, twoDays } from './days.ts';
import type { Scenario } from './play.ts';

/** Large enough to be read in parts. */
const large = { users: 8_000 };
const allFormats = 'jsonl, json, csv, html';
const signIns = (world: World) => world.app.grantConsent('AuditLog.Read.All');
const demoAccepted = join(import.meta.dirname, '../demo-accepted.yml');
const hour = 60 * 60 * 1000;

/** Audits that come to a list. @param now milliseconds since the epoch */
export async function audits(now: number): Promise<Scenario[]> {
  const { keyPem, certificatePem, encryptedKeyPem, pfx } = await sharedCertificate();
  const lateCertificate = await createCertificate({ notAfter: new Date(now + 29.5 * 24 * hour) });
  // What is encrypted with a salt is the same for both builds only when it is made once.
  const encrypted = encryptedKeyPem('pässwörd') + certificatePem;
  const wrapped = pfx({ password: 'pässwörd' }).toString('base64');
  return [
    ...['jsonl', 'json', 'csv', 'html', allFormats].map((formats) => twoDays(`formats ${formats}`, { formats })),
    ...['output', 'both', 'none'].map((publish) => twoDays(`publish ${publish}`, { publish, formats: allFormats })),
    ...['none', 'changes'].map((summary) => twoDays(`summary ${summary}`, { summary })),
    ...[1, 2, 16, 64].map((concurrency) =>
      twoDays(`concurrency ${concurrency}, in parts`, { concurrency }, { world: large }),
    ),
    twoDays('concurrency 1', { concurrency: 1, formats: allFormats }),
    twoDays(
      'everything at once',
      {
        ...{
          formats: allFormats,
          publish: 'both',
          summary: 'changes',
          'include-manager': true,
          'sign-in-activity': true,
        },
        ...{ 'count-churn': true, 'fail-on': 'never' },
      },
      { prepare: signIns, options: { debug: true } },
    ),
    twoDays('16,000 users', { summary: 'changes' }, { world: { users: 16_000 } }),
    ...[0, 1, 999, 1_000].map((users) => oneDay(`${users} users`, { formats: allFormats }, { world: { users } })),
    inFolder(),
    ...selections(),
    ...peopleAndDates(),
    ...judgements(),
    ...baselines(),
    twoDays('client secret', {}, { world: { credential: 'secret' } }),
    twoDays('OIDC', {}, { world: { credential: 'oidc' } }),
    twoDays('OIDC, immutable subject', {}, { world: { credential: 'oidc', run: { subject: 'immutable' } } }),
    oneDay('certificate as base64 of PEM', { certificate: Buffer.from(keyPem + certificatePem).toString('base64') }),
    oneDay('certificate as PFX', { certificate: wrapped, 'certificate-password': 'pässwörd' }),
    oneDay('encrypted key', { certificate: encrypted, 'certificate-password': 'pässwörd' }),
    twoDays('certificate that expires soon', {}, { world: { certificate: lateCertificate } }),
    twoDays('log with debug lines', {}, { options: { debug: true } }),
    twoDays(
      'published Action',
      {},
      {
        options: { env: { GITHUB_ACTION_REPOSITORY: 'acme/entra-user-audit', GITHUB_ACTION_REF: 'v1' } },
      },
    ),
    twoDays('artifact name and retention', { 'artifact-name': 'Benutzer (ü)', 'retention-days': 5 }),
    oneDay(
      'new registration that is waited for',
      { 'wait-for-replication': 60 },
      {
        world: { replication: { applicationMissing: 1, servicePrincipalMissing: 1, keyMissing: 1, rolesMissing: 1 } },
      },
    ),
  ];
}

function selections(): Scenario[] {
  return [
    ...[
      'displayName',
      'id',
      'mail,displayName,CREATEDDATETIME,assignedLicenses',
      'onPremisesExtensionAttributes,identities',
      'profile',
    ].map((select) => twoDays(`select ${select}`, { select, formats: allFormats })),
    twoDays('select without dates, in parts', { select: 'displayName' }, { world: large }),
    twoDays(
      'another select on the second day',
      { select: 'displayName, department' },
      {},
      { select: 'displayName, city' },
    ),
    twoDays('filter', { filter: 'accountEnabled eq true' }),
    ...["userType eq 'Member'", "userType ne 'Guest'"].map((filter) =>
      twoDays(`filter ${filter}, in parts`, { filter, select: 'displayName' }, { world: large }),
    ),
    twoDays('another filter on the second day', {}, {}, { filter: 'accountEnabled eq true' }),
  ];
}

function peopleAndDates(): Scenario[] {
  const withUndated =
    (count: number) =>
    ({ emulator: { directory } }: World) => {
      const boss = [...directory.users()][0]?.id;
      for (const { id, createdDateTime } of [...directory.users()]) if (createdDateTime === null) directory.delete(id);
      for (let index = 0; index < count; index += 1) {
        directory.create({ displayName: `old ${index}`, createdDateTime: null, manager: boss });
      }
    };
  // How many pages of the parts have come when they are given up is chance, unless they are late.
  const late: Fault = {
    kind: 'delay',
    milliseconds: 2_000,
    match: { path: 'select=.*createdDateTime%20[gl]e', times: 'always' },
  };
  return [
    twoDays('include-manager', { 'include-manager': true, formats: allFormats }),
    twoDays('include-manager, in parts', { 'include-manager': true }, { world: large, prepare: withUndated(40) }),
    twoDays(
      'include-manager, too many undated',
      { 'include-manager': true },
      { world: large, prepare: withUndated(400), faults: [late] },
    ),
    twoDays(
      'sign-in-activity',
      { 'sign-in-activity': true, formats: allFormats },
      { world: { users: 1_200 }, prepare: signIns },
    ),
    twoDays('sign-in-activity, in parts', { 'sign-in-activity': true }, { world: { users: 4_500 }, prepare: signIns }),
    longSignIns(),
    twoDays(
      'sign-in-activity that leaves users out',
      { 'sign-in-activity': true },
      {
        world: { users: 1_200 },
        prepare: signIns,
        faults: [{ kind: 'missing-users', n: 7, match: { path: 'signInActivity' } }],
      },
    ),
    twoDays('sign-in-activity without the permission', { 'sign-in-activity': true }),
    twoDays(
      'sign-in-activity without the licence',
      { 'sign-in-activity': true },
      { world: { premium: false }, prepare: signIns },
    ),
    twoDays(
      'hostile names',
      { summary: 'changes', formats: allFormats, publish: 'both' },
      {
        prepare: addHostileNames,
        options: { debug: true },
      },
    ),
    {
      name: 'a summary that is cut',
      world: { users: 0 },
      async play({ world, audit }) {
        await audit();
        for (let index = 0; index < 1_500; index += 1) {
          const userPrincipalName = `user${index}@contoso.example`;
          world.emulator.directory.create({ displayName: '🦊|<'.repeat(60), userPrincipalName, userType: 'Guest' });
        }
        await audit({ summary: 'changes' });
      },
    },
  ];
}

/** More pages than Graph gives in a minute: while the Action waits for the next one, the emulator's clock is moved. */
function longSignIns(): Scenario {
  return {
    name: 'sign-in-activity, for more than a minute',
    world: { users: 5_600 },
    async play({ world, audit }) {
      await signIns(world);
      const { clock, requests } = world.emulator;
      const timer = setInterval(() => {
        if (requests.filter(({ query }) => query.includes('signInActivity')).length < 10) return;
        clearInterval(timer);
        clock.advance(61_000);
      }, 50);
      await audit({ 'sign-in-activity': true });
    },
  };
}

function addHostileNames({ emulator: { directory } }: World): void {
  const names = [
    '::set-output name=user-count::0',
    '\n::error::boom',
    '##[error]boom',
    '<script>alert(1)</script>',
    `\${{ github.token }}`,
    '=HYPERLINK("https://evil.example")',
    'ghadelimiter_\nuser-count<<x',
    '\u202egnp.exe',
    '| a\n| b <img src=x> ![x](https://attacker.example) `',
    '\ud800 alone, "quoted", a\r\nb',
  ];
  for (const [index, displayName] of names.entries()) {
    const userPrincipalName = `hostile-${index}@contoso.example`;
    directory.create({ displayName, userPrincipalName, department: displayName, jobTitle: displayName });
  }
}

function judgements(): Scenario[] {
  const everyGate =
    'unreconciled, removed>0, added>1%, changed>2, new-finding:display-name-imitation, finding:duplicate-mail, severity:high, certificate-expires<999d';
  return [
    twoDays('gates that stay open', { 'fail-on': 'unreconciled, removed>90%, added>900, certificate-expires<1d' }),
    twoDays(
      'gates that close on the second day',
      { 'fail-on': 'unreconciled, removed>0' },
      {},
      { 'fail-on': everyGate },
    ),
    twoDays('gates that are not judged', { 'fail-on': 'removed>5%, severity:high', baseline: 'none', select: 'id' }),
    twoDays('rules', {
      rules:
        'guest-invitation-pending: severity=high\npassword-old: 30\nsync-old: off\nmissing-manager: on\nmissing-department: on',
    }),
    twoDays(
      'rules off on the second day',
      {},
      { world: { users: 300 } },
      { rules: 'sync-stopped: off\npassword-old: off' },
    ),
    twoDays('accepted-findings', { 'accepted-findings': demoAccepted }),
    {
      name: 'accepted-findings that ran out, and of nothing',
      async play({ world, audit }) {
        const invited = {
          userType: 'Guest',
          externalUserState: 'PendingAcceptance',
          createdDateTime: '2026-01-01T00:00:00Z',
        };
        for (const name of ['anna', 'bert', 'carl']) {
          world.emulator.directory.create({ ...invited, userPrincipalName: `${name}@contoso.example` });
        }
        const file = join((await audit()).workspace, 'accepted.yml');
        const entry = (rule: string, user: string, until: string) =>
          `- { rule: ${rule}, user: ${user}@contoso.example, reason: Known, until: ${until} }\n`;
        const accepted = [
          entry('guest-invitation-pending', 'anna', '2099-12-31'),
          entry('guest-invitation-pending', 'bert', '2020-01-01'),
          entry('duplicate-mail', 'carl', '2099-01-01'),
          entry('sync-old', 'carl', '2099-01-01'),
        ];
        await writeFile(file, accepted.join(''));
        await audit({ 'accepted-findings': file, rules: 'sync-old: off' });
        night(world);
        await audit({ 'accepted-findings': file });
      },
    },
    ...(['fail-on: unreconciled', 'fail-on: never', 'fail-on: unreconciled, certificate-expires<999d'] as const).map(
      (gates) =>
        twoDays(
          `a list that is never whole, ${gates}`,
          { 'fail-on': gates.replace('fail-on: ', '') },
          {
            faults: [{ kind: 'missing-users', n: 2, match: { times: 'always' } }],
          },
        ),
    ),
    twoDays('a list that is whole when it is read again', {}, { faults: [{ kind: 'missing-users', n: 2 }] }),
    twoDays(
      'users who come while the list is read',
      {},
      // The second count: whether the first page or the first count comes sooner is chance.
      { faults: [{ kind: 'count-drift', by: 3, match: { after: 1 } }] },
    ),
    twoDays(
      'more users than both counts',
      {},
      { faults: [{ kind: 'count-drift', by: -3, match: { times: 'always' } }] },
    ),
  ];
}

function baselines(): Scenario[] {
  return [
    twoDays('baseline none', { baseline: 'none' }),
    ...[false, true].map(
      (churn): Scenario => ({
        name: `a path to an earlier list, count-churn ${churn}`,
        async play({ world, audit }) {
          const { outputs } = await audit({ publish: 'none' });
          const [aged] = world.emulator.directory.users();
          world.emulator.directory.update(aged?.id ?? '', { lastPasswordChangeDateTime: '2026-11-20T00:00:00Z' });
          night(world);
          await audit({ publish: 'none', baseline: outputs['users-file'], 'count-churn': churn });
        },
      }),
    ),
    {
      name: 'a chain of four audits, with a failed one and one without an artifact',
      async play({ world, audit }) {
        for (const inputs of [{}, { formats: 'csv' }, { 'fail-on': 'added>0' }, { publish: 'none' }, {}]) {
          await audit(inputs);
          const name = `after ${world.github.requests.length}`;
          world.emulator.directory.create({
            displayName: name,
            userPrincipalName: `u${world.emulator.directory.size}@contoso.example`,
          });
          world.emulator.clock.advance(24 * hour);
        }
      },
    },
    {
      name: 'every earlier artifact has expired',
      async play({ world, audit }) {
        await audit({ 'retention-days': 1 });
        world.emulator.clock.advance(50 * hour);
        await audit({ 'fail-on': 'removed>0' });
      },
    },
    {
      name: 'a path to a list that was spoiled',
      async play({ audit }) {
        const { outputs } = await audit({ publish: 'none', baseline: 'none' });
        const path = outputs['users-file'] ?? '';
        const list = await readFile(path, 'utf8');
        const spoil = async (content: string) => {
          await writeFile(path, content);
          await audit({ publish: 'none', baseline: path });
        };
        await spoil(list.replace('"', "'"));
        await spoil(`${list}\n`);
        await rm(outputs['manifest-file'] ?? '');
        for (const spoiled of [`${list}\n`, list.slice(0, -5), '[]\n', '', list]) await spoil(spoiled);
      },
    },
  ];
}

/** A folder of one's own, twice, the second time with other formats. */
function inFolder(): Scenario {
  return {
    name: 'output-directory',
    async play({ audit }) {
      const { outputs } = await audit({ 'output-directory': 'out/users' });
      await audit({ 'output-directory': outputs.directory, formats: 'csv', publish: 'none' });
    },
  };
}
