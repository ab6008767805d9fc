import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The hosts that unmodified clients ask; inside the namespace each is this machine. */
export const microsoftHosts: readonly string[] = [
  'login.microsoftonline.com',
  'login.windows.net',
  'login.microsoft.com',
  'sts.windows.net',
  'graph.microsoft.com',
  'graph.windows.net',
  'management.azure.com',
  'management.core.windows.net',
];

const mark = 'CLIENTS_NAMESPACE';

/** Whether this process is inside already. */
export function isInside(): boolean {
  return process.env[mark] === 'inside';
}

/**
 * Runs this program again in a network of its own: nothing but loopback, where the hosts of Microsoft's clouds are. Root
 * can do so, and others where the system lets them be root in a namespace of users.
 *
 * @returns the exit code; or, where no such network can be made, why
 */
export async function runInside(): Promise<number | string> {
  if (process.platform !== 'linux') return `network namespaces are Linux's, and this is ${process.platform}`;
  const unshare = ['--net', '--mount', ...(process.getuid?.() === 0 ? [] : ['--map-root-user'])];
  const probe = spawnSync('unshare', [...unshare, 'ip', 'link', 'set', 'lo', 'up'], { encoding: 'utf8' });
  if (probe.status !== 0) return (probe.error?.message ?? probe.stderr).trim();
  const folder = await mkdtemp(join(tmpdir(), 'clients-'));
  try {
    const hosts = join(folder, 'hosts');
    const names = ['localhost', ...microsoftHosts];
    await writeFile(hosts, names.map((name) => `127.0.0.1 ${name}\n`).join(''));
    const enter = 'mount --bind "$0" /etc/hosts && ip link set lo up && exec "$@"';
    const args = [...unshare, 'sh', '-c', enter, hosts, ...process.execArgv, ...process.argv.slice(1)];
    args.splice(args.indexOf(hosts) + 1, 0, process.execPath);
    const child = spawn('unshare', args, { stdio: 'inherit', env: { ...process.env, [mark]: 'inside' } });
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
    return await promise;
  } finally {
    await rm(folder, { recursive: true });
  }
}
