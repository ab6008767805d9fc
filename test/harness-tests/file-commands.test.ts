import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exceedsJobOutputs, readKeyValueFile, summaryProblem } from '../harness/file-commands.ts';

test('lines and heredocs are read, the last value of a name counts', () => {
  const text = '\ufeffa=1\n\nb<<END\nline 1\nEND \n\nline=3\nEND\nc=x<<y\na=2\nempty<<E\nE\n';
  assert.deepEqual(readKeyValueFile(text), { a: '2', b: 'line 1\nEND \n\nline=3', c: 'x<<y', empty: '' });
});

test('a file may end with its delimiter', () => {
  assert.deepEqual(readKeyValueFile('a<<E\n1\nE'), { a: '1' });
});

test('malformed files are refused in the words of the runner', () => {
  assert.throws(() => readKeyValueFile('text\n'), /^Error: Invalid format 'text'$/);
  assert.throws(() => readKeyValueFile('<<E\n1\nE\n'), /Name must not be empty and delimiter must not be empty/);
  assert.throws(() => readKeyValueFile('a<<\n1\n'), /Name must not be empty and delimiter must not be empty/);
  assert.throws(() => readKeyValueFile('a<<E\n1\n'), /Matching delimiter not found 'E'/);
  assert.throws(() => readKeyValueFile('a<<E\n1'), /EOF marker missing new line/);
});

test('limits: the summary in bytes, the outputs of a job in UTF-16', () => {
  assert.equal(summaryProblem(1024 * 1024), undefined);
  assert.match(summaryProblem(1024 * 1024 + 1024) ?? '', /up to a size of 1024k, got 1025k/);
  assert.equal(exceedsJobOutputs({ a: 'x'.repeat(262_144), b: 'x'.repeat(262_144) }), false);
  assert.equal(exceedsJobOutputs({ a: 'x'.repeat(262_144), b: 'x'.repeat(262_145) }), true);
});
