import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Need, NeedPerson } from '../../src/report/needs-you.ts';
import { needsMarkdown } from '../../src/report/summary-needs.ts';

const finding: Need = {
  ...{ kind: 'finding', severity: 'high', urgent: true, number: 1, people: [] },
  ...{ title: '1 account imitates', why: 'People trust names.', fix: 'Ask.', docs: 'docs/rules.md#imitation' },
};
const gate: Need = {
  ...{ kind: 'gate', urgent: true, number: 1, people: [] },
  ...{ title: 'Gate x failed', why: '7 removed.', fix: '', docs: 'docs/gates.md' },
};
const ada: NeedPerson = {
  user: { id: 'id-1', userPrincipalName: 'ada@contoso.example', displayName: 'Ada' },
  subject: 'id-1',
  text: 'Looks like Eve.',
};
const told = (needs: readonly Need[], names = true, docsBase = '') => needsMarkdown(needs, { names, docsBase });

test('nothing needs nobody', () => assert.equal(told([]), ''));

test('a line for each: how grave, what, why, what to do, where to read on', () => {
  const change: Need = { ...gate, kind: 'change', urgent: false, title: 'A change' };
  const open: Need = { ...gate, urgent: false, title: 'Gate y cannot be judged' };
  const medium: Need = { ...finding, severity: 'medium', title: 'Some' };
  assert.equal(
    told([gate, finding, medium, change, open], false, 'https://docs.example/'),
    `### What needs you

- ❌ **Gate x failed**: 7 removed. [More](https://docs.example/docs/gates.md)
- 🔴 **1 account imitates** (high): People trust names. **What to do:** Ask. [imitation](https://docs.example/docs/rules.md#imitation)
- 🟠 **Some** (medium): People trust names. **What to do:** Ask. [imitation](https://docs.example/docs/rules.md#imitation)
- 🔄 **A change**: 7 removed. [More](https://docs.example/docs/gates.md)
- ➖ **Gate y cannot be judged**: 7 removed. [More](https://docs.example/docs/gates.md)

`,
  );
});

test('people, each with the reason of his own, by whatever name he has', () => {
  const people: NeedPerson[] = [
    ada,
    { ...ada, user: { id: 'id-2', userPrincipalName: null, displayName: '' } },
    { user: null, subject: '2026-11-30', text: 'Twenty on one day.' },
  ];
  assert.equal(
    told([{ ...finding, number: 3, people }]),
    `### What needs you

- 🔴 **1 account imitates** (high): **What to do:** Ask.
  - **Ada** (ada&#64;contoso&#46;example): Looks like Eve&#46;
  - **id-2**: Looks like Eve&#46;
  - **2026-11-30**: Twenty on one day&#46;

`,
  );
  assert.ok(told([{ ...finding, number: 5, people }]).includes('Twenty on one day&#46;\n  - 2 more\n'));
  assert.ok(!told([{ ...finding, number: 5, people }], false).includes('more'));
  const change: Need = { ...gate, kind: 'change', people: [ada] };
  assert.ok(told([change]).includes('**Gate x failed**: 7 removed.\n  - **Ada**'));
});

test('three people of one, eight in all', () => {
  const people = [ada, ada, ada, ada];
  const markdown = told(Array.from({ length: 6 }, () => ({ ...finding, number: 4, people })));
  assert.equal(markdown.match(/\*\*Ada\*\*/g)?.length, 8);
  assert.equal(markdown.match(/- 1 more/g)?.length, 2);
  assert.equal(markdown.match(/- 2 more/g)?.length, 1);
});

test('six are shown, and nothing low; the rest lies behind a fold, with people where names may appear', () => {
  const low: Need = {
    ...finding,
    severity: 'low',
    urgent: false,
    title: 'Low one',
    number: 4,
    people: [ada, ada, ada, ada],
  };
  const markdown = told([low, ...Array.from({ length: 7 }, () => ({ ...gate }))]);
  const [before = '', behind = ''] = markdown.split('<details><summary>2 more</summary>');
  assert.equal(before.match(/Gate x failed/g)?.length, 6);
  assert.doesNotMatch(before, /Low one/);
  assert.equal(behind.match(/Gate x failed|⚪ \*\*Low one/g)?.length, 2);
  assert.equal(behind.match(/\*\*Ada\*\*/g)?.length, 3);
  assert.doesNotMatch(told([low], false), /Ada/);
  assert.doesNotMatch(told([gate]), /details/);
});

test('where nothing is urgent, it is worth a look', () => {
  assert.match(told([{ ...finding, urgent: false }]), /^### Worth a look\n/);
  assert.match(told([{ ...finding, urgent: false }, gate]), /^### What needs you\n/);
});
