import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseGates } from '../../src/gates/parse-gates.ts';

test('gates are separated by commas or line breaks; blanks and repetitions do not matter', () => {
  const gates = parseGates(
    'unreconciled, removed > 5 %,\n added>10\nchanged>0.5%, finding:sync-errors,unreconciled\n\n new-finding : duplicate-mail, severity:high, certificate-expires < 30 d ,',
  );
  assert.ok(Array.isArray(gates));
  assert.deepEqual(
    gates.map(({ text }) => text),
    [
      'unreconciled',
      'removed>5%',
      'added>10',
      'changed>0.5%',
      'finding:sync-errors',
      'new-finding:duplicate-mail',
      'severity:high',
      'certificate-expires<30d',
    ],
  );
  assert.deepEqual(gates[1], { kind: 'change', what: 'removed', more: 5, percent: true, text: 'removed>5%' });
  assert.deepEqual(parseGates('never'), []);
  assert.deepEqual(parseGates(' NEVER '.toLowerCase()), []);
});

const wrong: [string, string, string?][] = [
  ['removed', '">" after "removed" at column 8'],
  ['removed<5', '">" after "removed" at column 8'],
  ['removed>', 'a number like 5 or 5% at column 9'],
  ['removed>-1', 'a number like 5 or 5% at column 9'],
  ['removed>five', 'a number like 5 or 5% at column 9'],
  ['removed>5.5', '"%" after a broken number: users are counted whole at column 12'],
  ['removed>5 users', 'a comma, a line break or nothing more at column 11'],
  ['removed>5%%', 'a comma, a line break or nothing more at column 11'],
  ['unreconciled removed>5', 'a comma, a line break or nothing more at column 14'],
  [
    'unreconciled, remved>5',
    'one of unreconciled, removed>, added>, changed>, finding:, new-finding:, severity:, certificate-expires<, never at column 15',
    ' Did you mean "removed"?',
  ],
  ['unreconciled\nadded>5\n  finding:', 'the id of a rule at line 3, column 11'],
  ['finding', '":" after "finding" at column 8'],
  ['severity:hihg', 'low, medium, high at column 10', ' Did you mean "high"?'],
  ['severity:', 'low, medium, high at column 10'],
  ['certificate-expires<30', '"d" after the number of days at column 23'],
  ['certificate-expires>30d', '"<" after "certificate-expires" at column 20'],
  ['certificate-expires<d', 'a number of days like 30d at column 21'],
  ['never, removed>5', 'never alone, or gates without it'],
  [
    ',,',
    'gates (unreconciled, removed>, added>, changed>, finding:, new-finding:, severity:, certificate-expires<, never) separated by commas or line breaks',
  ],
];
for (const [text, takes, hint = ''] of wrong) {
  test(`wrong: ${JSON.stringify(text)}`, () => {
    const problem = parseGates(text);
    assert.ok('takes' in problem, JSON.stringify(problem));
    assert.equal(problem.takes, takes);
    assert.equal(problem.hint ?? '', hint);
  });
}

test('an unknown rule is told with the one that was meant, and where', () => {
  const problem = parseGates('unreconciled, finding:sync-error');
  assert.ok('takes' in problem);
  assert.match(problem.takes, /^the rules .*\(not "sync-error"\) at column 23$/);
  assert.equal(problem.hint, ' Did you mean "sync-errors"?');
});

test('a broken number may have several places, and blanks may stand anywhere between the parts', () => {
  const gates = parseGates('removed  >  0.25 %\n  finding :sync-errors');
  assert.ok(Array.isArray(gates), JSON.stringify(gates));
  assert.deepEqual(
    gates.map(({ text }) => text),
    ['removed>0.25%', 'finding:sync-errors'],
  );
});

test('a rule that is like none has no hint', () => {
  const problem = parseGates('finding:zzzzzzzzzzzz');
  assert.ok('takes' in problem);
  assert.equal(problem.hint, '');
  assert.ok(!('hint' in (parseGates('removed') as object)));
});
