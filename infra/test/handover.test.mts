import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { githubSetup, type Handover, workflow } from '../handover.ts';

const folder = mkdtempSync(join(tmpdir(), 'handover-'));
const record = join(folder, 'record');
after(() => rmSync(folder, { recursive: true }));

const pem =
  '-----BEGIN PRIVATE KEY-----\nMII\\n%s\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----\n';
const handover: Handover = {
  tenantId: 'the-tenant',
  clientId: 'the-client',
  cloud: 'public',
  stack: 'organization/entra-user-audit/prod',
  repository: 'contoso/audit',
  github: undefined,
  signInActivity: false,
  key: 'stack',
};
const github = { repository: 'contoso/audit', issuer: '', subjects: [], environments: [], outsideEnvironments: true };

function program(name: string, lines: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${lines}\n`);
  chmodSync(join(folder, name), 0o755);
}

/** Runs commands in a folder that is no repository, with a gh that writes down what it is told. */
function run(commands: string, { pulumi = '', gh = '', shell = ['sh', '-e'], env = {} } = {}) {
  rmSync(record, { force: true });
  program('pulumi', pulumi);
  program(
    'gh',
    `${gh}\ncase "$1" in\nrepo) echo folder/repository ;;\n*) echo "gh $*" >> '${record}'; [ "$1" != secret ] || cat >> '${record}' ;;\nesac`,
  );
  const [file = '', ...args] = shell;
  const path = `${folder}${delimiter}${process.env.PATH}`;
  const end = spawnSync(file, args, { input: commands, cwd: folder, env: { ...process.env, ...env, PATH: path } });
  return {
    code: end.status,
    errors: String(end.stderr),
    written: existsSync(record) ? readFileSync(record, 'utf8') : '',
  };
}

const fromStack = `[ "$*" = 'stack output certificatePem --show-secrets --stack organization/entra-user-audit/prod' ] || exit 9
cat <<'END'\n${pem}END`;
const ids = (where: string) =>
  `gh variable set ENTRA_TENANT_ID${where} --body the-tenant\ngh variable set ENTRA_CLIENT_ID${where} --body the-client\n`;

test('ids and key go to the repository that is named, from any folder; the key is on no command line', () => {
  const { code, written, errors } = run(githubSetup(handover), { pulumi: fromStack });
  assert.deepEqual([code, errors], [0, '']);
  const where = ' --repo contoso/audit';
  assert.equal(written, `${ids(where)}gh secret set ENTRA_CERTIFICATE${where}\n${pem}`);
});

test('nothing is written when the stack gives nothing, something else or only half, or fails', () => {
  const cases: [string, string][] = [
    ['fails', 'exit 1'],
    ['fails after it gave something', `${fromStack}\nexit 1`],
    ['gives nothing', ''],
    ['says something', 'echo warning: no such output'],
    ['gives a certificate without its key', `cat <<'END'\n${pem.replace(/^[\s\S]*?(?=-{5}BEGIN CERT)/, '')}END`],
    ['was cut off', `cat <<'END'\n${pem.slice(0, -30)}\nEND`],
  ];
  for (const shell of [['sh', '-e'], ['sh'], ['bash']]) {
    for (const [name, pulumi] of cases) {
      const { code, written } = run(githubSetup(handover), { pulumi, shell });
      assert.equal(written, '', `${shell}: pulumi ${name}`);
      assert.notEqual(code, 0, `${shell}: pulumi ${name}`);
    }
  }
  assert.match(
    run(githubSetup(handover)).errors,
    /^The stack gave no certificate with its key: nothing was written\.$/m,
  );
});

test('a shell into which the commands are pasted stays, whatever happens', () => {
  const { written } = run(`${githubSetup(handover)}gh still here\n`, { pulumi: 'exit 1', shell: ['sh'] });
  assert.equal(written, 'gh still here\n');
});

test('what gh refuses ends it', () => {
  const { code, written } = run(githubSetup(handover), { pulumi: fromStack, gh: 'exit 1' });
  assert.deepEqual([code === 0, written], [false, '']);
});

test('without a name it is the repository of GH_REPO, or of the folder; without any, nothing is written', () => {
  const commands = githubSetup({ ...handover, repository: undefined });
  const repositoryOf = (options: object) =>
    /--repo (\S+)/.exec(run(commands, { pulumi: fromStack, ...options }).written)?.[1];
  assert.equal(repositoryOf({}), 'folder/repository');
  assert.equal(repositoryOf({ env: { GH_REPO: 'contoso/other' } }), 'contoso/other');
  assert.equal(repositoryOf({ gh: '[ "$1" != repo ] || exit 1' }), undefined);
});

test('every environment gets them, and the repository where runs outside of environments may sign in', () => {
  const environments = ["o'prod", 'test'];
  const places = (outsideEnvironments: boolean) =>
    run(githubSetup({ ...handover, github: { ...github, environments, outsideEnvironments }, key: undefined })).written;
  const [odd, plain] = [" --repo contoso/audit --env o'prod", ' --repo contoso/audit --env test'];
  assert.equal(places(false), ids(odd) + ids(plain));
  assert.equal(places(true), ids(' --repo contoso/audit') + ids(odd) + ids(plain));
});

test('a key that is elsewhere is read there, once it is seen to be one', () => {
  const commands = githubSetup({ ...handover, key: 'elsewhere' });
  assert.deepEqual([run(commands).written, run(commands).code === 0], ['', false]);
  const [key, certificate] = pem.split(/(?=-{5}BEGIN CERT)/);
  writeFileSync(join(folder, 'key.pem'), key ?? '');
  writeFileSync(join(folder, 'certificate.pem'), certificate ?? '');
  assert.match(run(commands).written, /gh secret set ENTRA_CERTIFICATE --repo contoso\/audit\n-----BEGIN PRIVATE KEY/);
});

test('exactly what the workflow reads is set', () => {
  const handovers = {
    'a certificate': handover,
    OIDC: { ...handover, github, key: undefined },
    'OIDC, and a certificate in reserve': { ...handover, github },
  };
  for (const [name, each] of Object.entries(handovers)) {
    const read = workflow(each).match(/(?<=\$\{\{ (vars|secrets)\.)\w+/g) ?? [];
    const set = githubSetup(each).match(/(?<=gh (variable|secret) set )\w+/g) ?? [];
    assert.deepEqual(set.sort(), read.sort(), name);
  }
});

test("README's rotation hands over by the same commands, and does not go on without them", () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const rotation = /## Rotation[\s\S]*?```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  assert.doesNotMatch(rotation, /gh secret set/);
  for (const failing of ['exit 1', 'case "$*" in *githubSetup*) exit 1 ;; esac']) {
    assert.equal(run(rotation, { pulumi: failing }).written, '', failing);
  }
  const works = `case "$*" in\n*githubSetup*) cat <<'SETUP'\n${githubSetup(handover)}SETUP\n;;\n*certificatePem*) ${fromStack}\n;;\nesac`;
  const { written } = run(rotation, { pulumi: works });
  assert.match(written, /gh secret set ENTRA_CERTIFICATE --repo contoso\/audit\n-----BEGIN PRIVATE KEY/);
});
