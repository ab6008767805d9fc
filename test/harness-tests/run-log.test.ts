import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runFakeAction } from './fake-action.ts';

const SCRIPT = `
say('before token-123 is masked');
say('::add-mask::token-123');
say('::add-mask::line one%0A  line two');
say('a token-123 and line two');
say('::debug::hidden');
say('::group::Details of token-123');
say('inside');
say('::endgroup::');
say('::warning title=Careful::100%25%0Asecond');
say('::error::failed');
say('::unknown::is plain text');
process.exitCode = 1;
`;

test('the log is what a person sees, and what was meant by it is kept', async (t) => {
  const run = await runFakeAction(t, SCRIPT);

  assert.equal(run.exitCode, 1);
  assert.deepEqual(run.lines, [
    'before token-123 is masked',
    'a *** and ***',
    '##[group]Details of ***',
    'inside',
    '##[endgroup]',
    '##[warning]100%',
    'second',
    '##[error]failed',
    '::unknown::is plain text',
  ]);
  assert.deepEqual(run.annotations, { error: ['failed'], warning: ['100%\nsecond'], notice: [] });
  assert.deepEqual(run.masks, ['token-123', 'line one\n  line two']);
  assert.deepEqual(run.groups, [{ title: 'Details of ***', lines: ['inside'] }]);
  assert.deepEqual(
    run.commands.find(({ command }) => command === 'warning'),
    { command: 'warning', properties: { title: 'Careful' }, message: '100%\nsecond' },
  );
});

test('debug lines show with step debugging only', async (t) => {
  const run = await runFakeAction(t, "say('::debug::RUNNER_DEBUG=' + env.RUNNER_DEBUG);", { debug: true });
  assert.deepEqual(run.lines, ['##[debug]RUNNER_DEBUG=1']);
});
