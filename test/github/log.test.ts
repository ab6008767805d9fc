import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '../../src/github/log.ts';

test('what a library prints inside a group passes the sanitizer, and nothing outside of it is touched', async () => {
  const printed: string[] = [];
  const stdout = { write: (chunk: unknown) => printed.push(String(chunk)) > 0 } as unknown as NodeJS.WriteStream;
  const core = {
    info: (text: string) => stdout.write(`${text}\n`),
    debug() {},
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
    'the service says: boom # #[error]pwn\n: :error::live\n  : :set-output name=users::x\n',
    ': :warning::of the library\n',
    '::debug::one line%0A::error::escaped\n',
    '::add-mask::the signature of an address\n',
    '::endgroup::\n',
    '::group::Failing\n',
    '::endgroup::\n',
    '::notice::ours\n',
  ]);
});
