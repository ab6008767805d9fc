import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProgress } from '../../src/audit/progress.ts';

/** Progress at a clock that is set by hand. */
function progress() {
  const clock = { now: 0 };
  const lines: string[] = [];
  return { clock, lines, ...createProgress({ now: () => clock.now, say: (line) => lines.push(line) }) };
}

test('many who are told to wait at the same time are one line, and progress goes on to be told', () => {
  const { clock, lines, onCount, onPage, onWait } = progress();
  onCount(1_000_000);
  for (let reader = 0; reader < 48; reader += 1) {
    clock.now += 10;
    onWait({ milliseconds: 120_000 + 5 * reader, reason: 'HTTP 429', throttled: true });
  }
  assert.deepEqual(lines, [
    'Graph counts 1,000,000 users.',
    'The service asked for patience (HTTP 429): waiting 2 min 0 s.',
  ]);
  for (let second = 121; second < 300; second += 1) {
    clock.now = second * 1_000;
    onPage(second * 1_000);
  }
  assert.ok(lines.length >= 5, lines.join('\n'));
});

test('a list that is read once more is as fast as it is then', () => {
  const { clock, lines, onCount, onPage, onFallback } = progress();
  onCount(100_000);
  clock.now = 60_000;
  onFallback('Request_UnsupportedQuery');
  clock.now = 70_000;
  onPage(10_000);
  assert.equal(lines.at(-1), '10,000 of 100,000 users, 1,000 a second, about 1 min 30 s left.');
});
