import { X509Certificate } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isMap, parseDocument } from 'yaml';

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
  const { createCertificate } = await import('../harness/certificates.ts');
  const { keyPem, certificatePem } = await createCertificate();
  return keyPem + certificatePem;
}

async function register(pems: string[]): Promise<void> {
  const { FAKE_CALLER = '', FAKE_APPLICATION } = process.env;
  const { plainGraph } = await import('./plain-graph.ts');
  const graph = await plainGraph(JSON.parse(FAKE_CALLER));
  const keyCredentials = pems.map((pem) => ({
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    key: new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE'))).raw.toString('base64'),
  }));
  await graph('PATCH', `/applications/${FAKE_APPLICATION}`, { keyCredentials });
}

function state(): State {
  if (!existsSync(stateFile)) throw new Error('no stack');
  return JSON.parse(readFileSync(stateFile, 'utf8'));
}
