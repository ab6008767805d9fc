import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const cli = fileURLToPath(new URL('../../../emulator/cli.ts', import.meta.url));

/** Starts the CLI and waits for the end of its first output. */
async function startCli(...args: string[]): Promise<{ child: ChildProcess; output: string }> {
  const child = spawn(process.execPath, [cli, '--port', '0', '--users', '30', ...args]);
  const [chunk] = await once(child.stdout, 'data');
  return { child, output: String(chunk) };
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  const [code] = await once(child, 'exit');
  return code;
}

test('--json prints the facts, and SIGTERM stops it cleanly', async () => {
  const { child, output } = await startCli('--json', '--domain', 'fabrikam.example');
  const facts = JSON.parse(output);

  assert.equal(facts.users, 30);
  assert.equal(facts.domain, 'fabrikam.example');
  assert.equal((await fetch(`${facts.origin}/_emulator`)).status, 200);
  assert.equal(await stop(child, 'SIGTERM'), 0);
});

test('the printed commands work when they are pasted', { skip: process.platform === 'win32' }, async () => {
  const { child, output } = await startCli();
  try {
    const commands = output.split('\n').filter((line) => /^(TOKEN=|curl )/.test(line));
    const { stdout } = await promisify(execFile)('sh', ['-c', commands.join('\necho\n')]);
    const [, users = '', count = ''] = stdout.split('\n');

    assert.equal(commands.length, 3);
    assert.equal(JSON.parse(users).value.length, 5);
    assert.match(count, /30$/);
  } finally {
    assert.equal(await stop(child, 'SIGINT'), 0);
  }
});

for (const [args, words] of [
  [['--users', '1e3'], /--users takes a whole number from 0 to 1000000, not '1e3'/],
  [['--port', '70000'], /--port takes a whole number from 0 to 65535/],
  [['--tenant', 'contoso'], /--tenant takes a GUID/],
  [['--ca-file', 'ca.pem'], /--ca-file needs --https/],
  [['--colour'], /Unknown option '--colour'/],
] as const) {
  test(`${args.join(' ')} is refused with exit code 2`, async () => {
    await assert.rejects(promisify(execFile)(process.execPath, [cli, ...args]), { code: 2, stderr: words });
  });
}

test('--help prints the options', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [cli, '--help']);

  assert.match(stdout, /--users N/);
});
