import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '../../src/github/log.ts';

test('nothing that the runner would obey, and nothing that misleads an eye, gets into the log', () => {
  const said: [string, string, object?][] = [];
  const saying = (how: string) => (text: string, properties?: object) => {
    said.push(properties ? [how, text, properties] : [how, text]);
  };
  const log = createLog({
    info: saying('info'),
    debug: saying('debug'),
    notice: saying('notice'),
    warning: saying('warning'),
  });
  const hostile = 'boom ##[error]pwn\n::error::live\u202e';
  for (const how of ['info', 'debug', 'notice', 'warning'] as const) log[how](hostile);
  const safe = 'boom # #[error]pwn\n: :error::live ';
  const title = { title: 'Entra user audit' };
  assert.deepEqual(said, [
    ['info', safe],
    ['debug', safe],
    ['notice', safe, title],
    ['warning', safe, title],
  ]);
});
