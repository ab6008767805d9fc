import { mkdtempDisposable, readdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runAction } from '../test/harness/run-action.ts';

const dist = join(import.meta.dirname, '../dist');
const tries = 15;

/**
 * From the start of the process to its first request on the wire, beside a Node that runs an empty file, by turns; and
 * the size of the bundle.
 */
export async function startUp(): Promise<string> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'bench-start-up-'));
  const empty = join(folder.path, 'empty.js');
  await writeFile(empty, '');
  const [times, bare]: [number[], number[]] = [[], []];
  for (let i = 0; i < tries; i += 1) {
    times.push(await firstRequest());
    await using run = await runAction({ dist: empty });
    bare.push(run.durationMs);
  }
  const names = await readdir(dist);
  const sizes = await Promise.all(names.map(async (name) => ({ name, bytes: (await stat(join(dist, name))).size })));
  const code = sizes.filter(({ name }) => name.endsWith('.js'));
  const size = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  const index = code.find(({ name }) => name === 'index.js')?.bytes ?? 0;
  const all = code.reduce((sum, { bytes }) => sum + bytes, 0);
  const [first, ended] = [median(times), median(bare)];
  return `Start to first request: ${first} ms, ${first - ended} ms over the ${ended} ms of a Node that runs an empty file (medians of ${tries}). Bundle: ${size(index)} that every run loads, ${size(all)} with what is loaded when it is needed.`;
}

function median(times: readonly number[]): number {
  return Math.round(times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0);
}

async function firstRequest(): Promise<number> {
  const arrived = Promise.withResolvers<number>();
  const server = createServer((_request, response) => {
    arrived.resolve(performance.now());
    // Not transient: the run ends here.
    response.writeHead(400).end('{"error":"invalid_request"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const started = performance.now();
  await using _run = await runAction({
    inputs: {
      'tenant-id': 'contoso.example',
      'client-id': '11111111-2222-4333-8444-555555555555',
      'client-secret': 'measured',
      'authority-url': origin,
      'graph-url': origin,
      publish: 'none',
    },
  });
  server.close();
  return (await arrived.promise) - started;
}
