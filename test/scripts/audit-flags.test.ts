import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Flag, lists, readAuditCommand, readFlags, refuseTaken, UsageError } from '../../scripts/audit/flags.ts';
import { usage } from '../../scripts/audit/usage.ts';
import { secretInputs } from '../../src/inputs/inputs.ts';
import { readActionManifest } from '../harness/action-manifest.ts';

const actionYml = fileURLToPath(new URL('../../action.yml', import.meta.url));
const flags = await readFlags(actionYml);

function read(...args: string[]) {
  const command = readAuditCommand(args, flags);
  if (command === 'help') return command;
  return { ...command, values: Object.fromEntries(command.values), files: Object.fromEntries(command.files) };
}

test('every input is a flag, and --help tells of each what action.yml says', async () => {
  const { inputs } = await readActionManifest(actionYml);
  const help = usage(flags, 10_000);
  for (const name of inputs.keys()) assert.match(help, new RegExp(`^ {2}--${name}\\b`, 'm'));
  const invented: Flag = { name: 'shoe-size', description: 'How large', default: '42', takes: 'value' };
  assert.match(usage([...flags, invented], 80), /^ {2}--shoe-size VALUE\n {6}How large \(42\)$/m);
  assert.match(help, /^ {2}--baseline VALUE\n.*\(none\)$/m);
});

test('values stand behind a flag or its sign, switches need none, and a list comes in one flag or in several', () => {
  const { values, open } = read(
    ...['--tenant-id', 'contoso.example', '--filter=a eq b', '--include-manager', '--open', '--deleted-users', 'false'],
    ...['--rules', 'password-old: on', '--rules', 'sync-errors: off'],
  ) as Exclude<ReturnType<typeof read>, 'help'>;
  assert.deepEqual(values, {
    'tenant-id': 'contoso.example',
    filter: 'a eq b',
    'include-manager': 'true',
    'deleted-users': 'false',
    rules: 'password-old: on\nsync-errors: off',
  });
  assert.equal(open, true);
  for (const name of lists) assert.ok(flags.some((flag) => flag.name === name && flag.takes === 'value'));
});

test('a secret comes from a file or is asked for: on the command line it is refused, and never said again', () => {
  const { files, asked } = read('--client-secret-file', 'secret.txt', '--pseudonym-key') as Exclude<
    ReturnType<typeof read>,
    'help'
  >;
  assert.deepEqual([files, asked], [{ 'client-secret': 'secret.txt' }, ['pseudonym-key']]);
  const secret = 'kR8Q~abcdef';
  const pem = `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`;
  for (const name of secretInputs) {
    const refusal = {
      name: 'Error',
      message: new RegExp(
        `^--${name} takes no value on the command line, .*--${name}-.* history of the shell and on the screen: .*replace`,
      ),
    };
    for (const value of [secret, pem]) {
      assert.throws(() => read(`--${name}`, value), refusal);
      assert.throws(() => read(`--${name}=${value}`), refusal);
    }
  }
  for (const args of [
    ...[['--client-secert', secret], [`--client-secert=${secret}`], [secret], ['--open', secret]],
    ...[[`--${secret} b`], [`--${secret}\nb`], [`--${secret}${'b'.repeat(40)}`], ['--open', `--${secret}`]],
  ]) {
    assert.throws(
      () => read(...args),
      (error) => error instanceof UsageError && !error.message.includes(secret),
    );
  }
});

for (const [args, said] of [
  [['--tenant', 'x'], /^There is no flag --tenant\. Did you mean "--tenant-id"\?$/],
  [['--client-secret-fiel', 'x'], /Did you mean "--client-secret-file"\?$/],
  [['--tenant-id', '--open'], /^--tenant-id takes a value$/],
  [['--client-secret-file'], /^--client-secret-file takes the path of a file$/],
  [['--client-secret', '--client-secret-file', 'x'], /^--client-secret is given twice$/],
  [['--tenant-id', 'a.example', '--tenant-id', 'b.example'], /^--tenant-id is given twice$/],
  [['--publish', 'artifact'], /^--publish takes none here: there is no workflow run/],
  [['--baseline', 'previous'], /^--baseline takes none or the path of an earlier users\.jsonl here/],
] as const) {
  test(`${args.join(' ')} is told`, () => {
    assert.throws(() => read(...args), { message: said });
  });
}

test('what npm has taken for its own, for want of " -- ", is told by name alone', () => {
  // As npm 11 hands on: npm run audit --tenant-id x --client-secret=kR8Q
  const env = { npm_config_tenant_id: 'true', npm_config_client_secret: 'kR8Q', npm_config_cache: '/home/a/.npm' };
  assert.throws(() => refuseTaken(env, flags), {
    message: /^" -- " is missing after "npm run audit": npm has taken --tenant-id, --client-secret for itself\. [^Q]*$/,
  });
  refuseTaken({ npm_config_cache: '/home/a/.npm' }, flags);
});
