import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { createAgeKey, openAge } from '../harness/age-files.ts';
import { readJson } from '../harness/published-files.ts';
import { reportDataOf } from '../harness/report-data.ts';
import { createWorld } from '../harness/world.ts';

type Spoilt = { schemaVersion: number; chain: object; counts: object; findings: object[] };
type Schemas = Record<'user' | 'changes' | 'findings' | 'manifest' | 'report', ValidateFunction>;

const folder = join(import.meta.dirname, '../../schemas/v1');

async function compileSchemas(): Promise<Schemas> {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
  formats.default(ajv);
  for (const name of await readdir(folder)) ajv.addSchema(JSON.parse(await readFile(join(folder, name), 'utf8')));
  const get = (name: string) => ajv.getSchema(`urn:entra-user-audit:${name}:1`) as ValidateFunction;
  const [user, changes, findings] = [get('user'), get('changes'), get('findings')];
  return { user, changes, findings, manifest: get('manifest'), report: get('report') };
}

function holds(validate: ValidateFunction, value: unknown, what: string): void {
  assert.ok(validate(value), `${what}: ${JSON.stringify(validate.errors?.slice(0, 3), null, 2)}`);
}

test('what is published is what the schemas say: a first audit, a second one, and one with next to nothing', async () => {
  const schemas = await compileSchemas();
  await using world = await createWorld({ users: 800 });
  const { directory } = world.emulator;
  const runs = [await world.audit({ publish: 'artifact' })];
  const [a, b, c] = [...directory.users()];
  directory.delete(a?.id ?? '');
  directory.create({ userPrincipalName: a?.userPrincipalName, userType: 'Guest', displayName: 'Back\u200B' });
  directory.update(b?.id ?? '', { department: 'Elsewhere', lastPasswordChangeDateTime: '2026-11-20T00:00:00Z' });
  directory.update(c?.id ?? '', { lastPasswordChangeDateTime: '2026-11-20T00:00:00Z' });
  runs.push(await world.audit({ 'fail-on': 'removed>0, added>9, new-finding:guest-state-odd' }));
  runs.push(await world.audit({ select: 'displayName', baseline: 'none', filter: 'accountEnabled eq true' }));
  const more = { 'include-manager': 'true', 'sign-in-activity': 'true', baseline: 'none' };
  runs.push(await world.audit(more));
  const key = { 'pseudonym-key': 'Zb7Kq2mW9xT4vN8pR1sJ6dF3gH5yL0cA' };
  runs.push(await world.audit({ ...more, ...key, redact: 'displayName', pseudonymize: 'id, mail, proxyAddresses' }));
  await world.app.grantConsent('AuditLog.Read.All');
  runs.push(await world.audit(more));
  for (const { outputs } of runs) {
    const path = (name: string) => join(outputs.directory ?? '', name);
    holds(schemas.manifest, await readJson(path('manifest.json')), 'manifest.json');
    holds(schemas.findings, await readJson(path('findings.json')), 'findings.json');
    if (outputs['changes-file']) holds(schemas.changes, await readJson(path('changes.json')), 'changes.json');
    const page = reportDataOf<object>(await readFile(path('report.html'), 'utf8'));
    holds(schemas.report, page, 'report.html');
    const lines = (await readFile(path('users.jsonl'), 'utf8')).trimEnd().split('\n');
    for (const line of lines) holds(schemas.user, JSON.parse(line), 'users.jsonl');
  }
});

test('beside encrypted files the manifest is what its schema says, and so is what is in them', async () => {
  const schemas = await compileSchemas();
  const key = await createAgeKey();
  await using world = await createWorld({ users: 30 });
  for (const filter of [undefined, 'accountEnabled eq true']) {
    const { outputs } = await world.audit({ 'encrypt-to': key.recipient, baseline: 'none', filter });
    const path = (name: string) => join(outputs.directory ?? '', name);
    const opened = async (name: string) => (await openAge(await readFile(path(name)), key)).toString();
    holds(schemas.manifest, await readJson(path('manifest.json')), 'manifest.json');
    const findings = JSON.parse(await opened('findings.json.age'));
    holds(schemas.findings, findings, 'findings.json');
    assert.equal(findings.filter, filter);
    for (const line of (await opened('users.jsonl.age')).trimEnd().split('\n')) {
      holds(schemas.user, JSON.parse(line), 'users.jsonl');
    }
  }
});

test('the schemas refuse what is not so', async () => {
  const schemas = await compileSchemas();
  await using world = await createWorld({ users: 30 });
  await world.audit();
  const { outputs } = await world.audit();
  const path = (name: string) => join(outputs.directory ?? '', name);
  const spoil = async (name: string, change: (value: Spoilt) => unknown) => {
    const value = await readJson<Spoilt>(path(name));
    change(value);
    return value;
  };
  assert.ok(!schemas.user({ displayName: 'no id' }));
  assert.ok(!schemas.user({ id: 'x', accountEnabled: 'yes' }));
  assert.ok(!schemas.manifest(await spoil('manifest.json', (value) => Object.assign(value, { schemaVersion: 2 }))));
  assert.ok(!schemas.manifest(await spoil('manifest.json', ({ chain }) => Object.assign(chain, { state: 'odd' }))));
  assert.ok(
    !schemas.findings(await spoil('findings.json', ({ findings }) => Object.assign(findings[0] ?? {}, { id: 'x' }))),
  );
  assert.ok(!schemas.changes(await spoil('changes.json', ({ counts }) => Object.assign(counts, { added: -1 }))));
});
