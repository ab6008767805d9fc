import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isMap, parseDocument } from 'yaml';
import { createCertificate } from '../harness/certificates.ts';

/**
 * Stands for `pulumi` where the engine is not installed: of the CLI, what examples/rotate.yml says to it, with the keys in a
 * state file that outlives the checkout; of the program, that named certificates are registered on an application, and
 * that taking away the one that is handed out is refused.
 */
interface State {
  active: string;
  certificates: Record<string, string>;
}

const [command = '', ...args] = process.argv
  .slice(2)
  .filter((word) => !['--yes', '--skip-preview', '--path'].includes(word));
const file = `Pulumi.${process.env.STACK}.yaml`;
const stateFile = process.env.FAKE_STATE ?? '';
const own = (key: string) => (key.includes(':') ? key : `entra-user-audit:${key}`).split('.');

switch (command) {
  case 'install':
  case 'stack':
    if (args[0] === 'output') console.log(output(args[1] ?? ''));
    break;
  case 'config':
    config(args);
    break;
  case 'up':
    await up();
    break;
  default:
    throw new Error(`This pulumi knows no ${command}`);
}

function output(name: string): string {
  const { active, certificates } = state();
  const pem = certificates[active] ?? '';
  if (name === 'certificatePem' && args.includes('--show-secrets')) return pem.trimEnd();
  if (name === 'certificateExpiresOn') return new Date(new X509Certificate(pem).validTo).toISOString().slice(0, 10);
  throw new Error(`no output ${name}`);
}

function config([action, key = '', value]: string[]): void {
  const document = parseDocument(readFileSync(file, 'utf8'));
  const path = ['config', ...own(key)];
  if (action === '--json') {
    const values = Object.entries(document.toJS().config).map(([name, given]) => [
      name,
      typeof given === 'object'
        ? { value: JSON.stringify(given), objectValue: given, secret: false }
        : { value: String(given), secret: false },
    ]);
    console.log(JSON.stringify(Object.fromEntries(values)));
    return;
  }
  if (action === 'set') document.setIn(path, value);
  else if (action === 'rm' && document.hasIn(path)) document.deleteIn(path);
  else throw new Error(`no config ${action} ${key}`);
  const certificates = document.getIn(['config', 'entra-user-audit:certificates']);
  if (!isMap(certificates)) throw new Error('no certificates are left');
  writeFileSync(file, String(document));
}

async function up(): Promise<void> {
  const { config: wanted } = parseDocument(readFileSync(file, 'utf8')).toJS();
  const names = Object.keys(wanted['entra-user-audit:certificates']);
  const active = wanted['entra-user-audit:active'];
  const before = state();
  if (!names.includes(before.active)) throw new Error(`"certificates" leaves out "${before.active}"`);
  const certificates: State['certificates'] = {};
  for (const name of names) certificates[name] = before.certificates[name] ?? (await made());
  await register(Object.values(certificates));
  writeFileSync(stateFile, JSON.stringify({ active, certificates }));
}

async function made(): Promise<string> {
  const { keyPem, certificatePem } = await createCertificate();
  return keyPem + certificatePem;
}

/** Over HTTP, as an administrator's script. */
async function register(pems: string[]): Promise<void> {
  const { FAKE_ORIGIN, FAKE_TENANT, FAKE_APPLICATION, FAKE_ID = '', FAKE_SECRET = '' } = process.env;
  const asked = await fetch(`${FAKE_ORIGIN}/${FAKE_TENANT}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: FAKE_ID,
      client_secret: FAKE_SECRET,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  const { access_token } = (await asked.json()) as { access_token: string };
  const keyCredentials = pems.map((pem) => ({
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    key: new X509Certificate(pem).raw.toString('base64'),
  }));
  const answer = await fetch(`${FAKE_ORIGIN}/v1.0/applications/${FAKE_APPLICATION}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ keyCredentials }),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

function state(): State {
  if (!existsSync(stateFile)) throw new Error('no stack');
  return JSON.parse(readFileSync(stateFile, 'utf8'));
}
