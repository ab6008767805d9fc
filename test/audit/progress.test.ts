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
    'The service asked the audit to wait (HTTP 429). Trying again in 2 min 0 s.',
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

test('a line comes after ten seconds, and each next pause is half as long again', () => {
  const { clock, lines, onCount, onPage } = progress();
  onCount(10_000);
  const told: number[] = [];
  for (let second = 1; second <= 60; second += 1) {
    clock.now = second * 1_000;
    const before = lines.length;
    onPage(100 * second);
    if (lines.length > before) told.push(second);
  }
  assert.deepEqual(told, [10, 25, 48]);
  assert.equal(lines[1], '1,000 of 10,000 users, 100 a second, about 1 min 30 s left.');
});

test('what will be silent for long is told at once, unless a line has just been', () => {
  const waitOf = (milliseconds: number, at = 0) => {
    const { clock, lines, onWait } = progress();
    clock.now = at;
    onWait({ milliseconds, reason: 'HTTP 503', throttled: false });
    return lines;
  };
  assert.deepEqual(waitOf(20_001), ['The service failed for the moment (HTTP 503). Trying again in 20.0 s.']);
  assert.deepEqual(waitOf(20_000), []);
  assert.equal(waitOf(1, 10_000).length, 1);
  assert.equal(waitOf(1, 9_999).length, 0);
});

test('a list that is as good as done, or of which nothing came yet, has no forecast', () => {
  const { clock, lines, onCount, onPage } = progress();
  onCount(1_000);
  clock.now = 10_000;
  onPage(1_010);
  assert.equal(lines.at(-1), '1,000 of 1,000 users, 101 a second.');
  clock.now = 60_000;
  onPage(0);
  assert.equal(lines.at(-1), '0 of 1,000 users, 0 a second.');
});

test('a list that is read once more, or as one, says why and begins anew', () => {
  const { lines, onCount, onPage, onReread, onFallback, soFar } = progress();
  assert.equal(soFar(), 'No user had been read yet.');
  onCount(1_000);
  assert.equal(soFar(), '0 of 1,000 users had been read.');
  onPage(999);
  assert.equal(soFar(), '999 of 1,000 users had been read.');
  onReread({ listed: 999, counts: { before: 1_000, after: 1_001 }, secondReading: null, reconciled: false });
  assert.equal(
    lines.at(-1),
    'The list holds 999 users, but Graph counted 1,000 before and 1,001 after it. Reading the list once more.',
  );
  assert.equal(soFar(), '0 of 1,000 users had been read.');
  onPage(5);
  onFallback('a reason');
  assert.equal(lines.at(-1), 'Graph does not let the list be read in parts (a reason). Reading it as one list.');
  assert.equal(soFar(), '0 of 1,000 users had been read.');
});

test('users may come although Graph counted none', () => {
  const { onCount, onPage, soFar } = progress();
  onCount(0);
  onPage(1);
  assert.equal(soFar(), '0 of 0 users had been read.');
});
