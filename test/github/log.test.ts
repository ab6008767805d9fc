import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '../../src/github/log.ts';

test('what a library prints as an annotation reaches whoever asked for it, as text, and nobody else', async () => {
  const printed: string[] = [];
  const warnings: string[] = [];
  const stdout = { write: (chunk: unknown) => printed.push(String(chunk)) > 0 } as unknown as NodeJS.WriteStream;
  const core = { info() {}, debug() {}, notice() {}, warning() {}, startGroup() {}, endGroup() {} };
  await createLog(core, stdout).group(
    'Publishing',
    async () => {
      stdout.write('::warning::Retention is 90%25 shorter.%0AUsing%3A 90\n');
      stdout.write('::warning title=A%3A b,file=x::with properties\r\n');
      stdout.write('::error::broken\n');
      stdout.write('::notice::new version');
      stdout.write('Attempt 1 failed: x\n::warning::not a line of its own\n');
      stdout.write('::warningly::no\n');
      stdout.write('::set-output name=a::b\n');
    },
    (text) => warnings.push(text),
  );
  assert.deepEqual(warnings, ['Retention is 90% shorter. Using%3A 90', 'with properties', 'broken', 'new version']);
  assert.deepEqual(printed, [
    'Attempt 1 failed: x\n  | ::warning::not a line of its own\n',
    ': :warningly::no\n',
    ': :set-output name=a::b\n',
  ]);
});

test('what a library prints inside a group passes the sanitizer, and nothing outside of it is touched', async () => {
  const printed: string[] = [];
  const stdout = { write: (chunk: unknown) => printed.push(String(chunk)) > 0 } as unknown as NodeJS.WriteStream;
  const core = {
    info: (text: string) => stdout.write(`${text}\n`),
    debug() {},
    notice() {},
    warning() {},
    startGroup: (title: string) => stdout.write(`::group::${title}\n`),
    endGroup: () => stdout.write('::endgroup::\n'),
  };
  const log = createLog(core, stdout);
  await log.group('Publishing', async () => {
    stdout.write('the service says: boom ##[error]pwn\n::error::live\n  ::set-output name=users::x\n');
    stdout.write('::warning::of the library\n');
    stdout.write('::debug::one line%0A::error::escaped\n');
    stdout.write('::add-mask::the signature of an address\n');
  });
  await assert.rejects(log.group('Failing', () => Promise.reject(new Error('gone'))));
  stdout.write('::notice::ours\n');
  assert.deepEqual(printed, [
    '::group::Publishing\n',
    'the service says: boom # #[error]pwn\n  | ::error::live\n  |   ::set-output name=users::x\n',
    ': :warning::of the library\n',
    '::debug::one line ::error::escaped\n',
    '::add-mask::the signature of an address\n',
    '::endgroup::\n',
    '::group::Failing\n',
    '::endgroup::\n',
    '::notice::ours\n',
  ]);
});

test('debug lines of a library are one line each, cut, and hold nothing that the runner or an eye would be misled by', async () => {
  const printed: string[] = [];
  const stdout = { write: (chunk: unknown) => printed.push(String(chunk)) > 0 } as unknown as NodeJS.WriteStream;
  const core = { info() {}, debug() {}, notice() {}, warning() {}, startGroup() {}, endGroup() {} };
  await createLog(core, stdout).group('Publishing', async () => {
    stdout.write(`::debug::${'x'.repeat(400_000)}\n`);
    stdout.write('::debug::a%0D%0A##[error]b\u202e%0A::stop-commands::c\n');
    stdout.write(Buffer.from('::set-output name=a::b\n'));
  });
  assert.deepEqual(printed, [
    `::debug::${'x'.repeat(2_000)}...\n`,
    '::debug::a # #[error]b ::stop-commands::c\n',
    ': :set-output name=a::b\n',
  ]);
});
