import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCommand } from '../harness/runner-command.ts';

const registered = new Set(['error', 'set-output', 'group']);
const parse = (line: string) => parseCommand(line, registered);

test('a command stands at the start of a line, after any white space that .NET trims', () => {
  assert.deepEqual(parse('::error::boom'), { command: 'error', properties: {}, message: 'boom' });
  assert.equal(parse(' \t\u3000\u0085::error::boom')?.message, 'boom');
  assert.equal(parse('\ufeff::error::boom'), undefined);
  assert.equal(parse('text ::error::boom'), undefined);
});

test('the older form counts anywhere in a line', () => {
  assert.deepEqual(parse('Anna ##[set-output name=a;x=b%3Bc%5D]value%0Aline'), {
    command: 'set-output',
    properties: { name: 'a', x: 'b;c]' },
    message: 'value\nline',
  });
  assert.equal(parse('##[unknown]text'), undefined);
  assert.equal(parse('##[error'), undefined);
});

test('names are compared without regard to case, and only registered ones count', () => {
  assert.equal(parse('::SET-Output name=a::b')?.command, 'SET-Output');
  assert.equal(parse('::notice::b'), undefined);
  assert.equal(parse('::error\u00a0::b'), undefined);
});

test('properties and message are unescaped, the per cent sign last', () => {
  assert.deepEqual(parse('::error file=a%2Cb%3Ac,=line==3,empty=,col::100%25 %250A%0Anext%2C'), {
    command: 'error',
    properties: { file: 'a,b:c', line: '3' },
    message: '100% %0A\nnext%2C',
  });
});

test('when a line has both forms the first one that parses wins', () => {
  assert.equal(parse('::unknown::##[error]boom')?.message, 'boom');
  assert.equal(parse('::error::##[group]boom')?.command, 'error');
});
