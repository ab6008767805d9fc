import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..');

/** An emulated tenant in a process of its own, so that it shares no core and no heap with whoever is measured. */
export interface Tenant {
  tenantId: string;
  origin: string;
  administrator: { clientId: string; clientSecret: string };
  /** Milliseconds after which each page and each count is answered; sign-ins are answered at once. */
  setPageLatency(milliseconds: number): Promise<void>;
  /** The same for sign-ins, until the next call of {@link setPageLatency}. */
  setSignInLatency(milliseconds: number): Promise<void>;
  /** Requests since the last call, and what they cost. */
  takeRequests(): Promise<{ requests: number; resourceUnits: number }>;
  stop(): Promise<void>;
}

export async function startTenant(users: number): Promise<Tenant> {
  // Pages from memory and without gzip: the emulator shares the machine with whoever is measured.
  const quick = ['--no-compress', '--keep', '200000'];
  const args = ['emulator/cli.ts', '--users', String(users), '--port', '0', '--json', ...quick];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const facts = JSON.parse(await firstLine(child));
  const admin = async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const response = await fetch(`${facts.origin}/_emulator/${path}`, init);
    if (!response.ok) throw new Error(`${method} /_emulator/${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  };
  // Everybody is measured against latency alone: Graph's budget is nearly unused by a reader of users.
  await admin('POST', 'throttling', { budget: 'off' });
  return {
    ...facts,
    async setPageLatency(milliseconds) {
      await admin('DELETE', 'faults');
      if (milliseconds === 0) return;
      await admin('POST', 'faults', { kind: 'delay', milliseconds, match: { path: '/v1.0/users', times: 'always' } });
    },
    async setSignInLatency(milliseconds) {
      if (milliseconds === 0) return;
      await admin('POST', 'faults', { kind: 'delay', milliseconds, match: { path: '/oauth2/', times: 'always' } });
    },
    async takeRequests() {
      const value = (await admin('GET', 'requests')) as { resourceUnits: number }[];
      await admin('DELETE', 'requests');
      return {
        requests: value.length,
        resourceUnits: value.reduce((sum, { resourceUnits }) => sum + resourceUnits, 0),
      };
    },
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new TypeError('The emulator has no output.');
  const lines = createInterface({ input: child.stdout });
  const [line] = await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => {
      throw new Error('The emulator ended before it was ready.');
    }),
  ]);
  return line;
}
