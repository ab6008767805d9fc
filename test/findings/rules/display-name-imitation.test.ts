import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import unhomoglyph from 'unhomoglyph';
import { nameSkeleton } from '../../../src/findings/lookalikes.ts';
import { daysAgo, foundBy, guest, judge, member } from './judge.ts';

const alike: [string, string, string][] = [
  ['a Cyrillic letter', 'Maria Garcia', 'M\u0430ria Garcia'],
  ['a zero-width space', 'Maria Garcia', 'Maria\u200B Garcia'],
  ['a change of direction', 'Maria Garcia', '\u202EMaria Garcia'],
  ['full-width letters', 'Maria Garcia', 'Ｍaria Garcia'],
  ['mathematical letters', 'Maria Garcia', '𝐌aria Garcia'],
  ['a ligature', 'Sofi Rossi', 'So\uFB01 Rossi'],
  ['a Greek letter', 'Olivia Brown', '\u039Flivia Brown'],
  ['a no-break space', 'Maria Garcia', 'Maria\u00A0Garcia'],
  ['a soft hyphen', 'Helpdesk', 'Help\u00ADdesk'],
];
for (const [what, original, imitation] of alike) {
  test(`${what}: the imitation is found, the original is not`, async () => {
    const users = [member(1, { displayName: original }), member(2, { displayName: imitation })];
    assert.deepEqual(await foundBy('display-name-imitation', users), [users[1]?.id]);
  });
}

test('a guest under the name of a member in full width is a guest with the name of a member', async () => {
  const users = [
    member(1, { displayName: 'ITサポート' }),
    guest(2, { displayName: 'ＩＴサポート' }),
    member(3, { displayName: 'ＩＴサポート' }),
  ];
  assert.deepEqual(await foundBy('display-name-imitation', users), [users[1]?.id]);
});

test('behind hundreds of guests with the name of a member, the disguised one is still shown, and first', async () => {
  const users = Array.from({ length: 250 }, (_, index) => [
    member(index, { displayName: `Maria Garcia ${index}x` }),
    guest(1_000 + index, { displayName: `Maria Garcia ${index}x` }),
  ]).flat();
  users.push(guest(9_999, { displayName: 'M\u0430ria Garcia 7x' }));
  const { samples } = await judge(users);
  const shown = samples.filter(({ rule }) => rule === 'display-name-imitation');
  assert.deepEqual([shown.length, shown[0]?.severity, shown[0]?.subject], [201, 'high', users.at(-1)?.id]);
});

test('digits for letters: the account that has them is found, older or newer', async () => {
  const older = member(1, { displayName: 'Helpdesk Contoso', createdDateTime: daysAgo(500) });
  const newer = member(2, { displayName: 'He1pdesk C0ntoso', createdDateTime: daysAgo(5) });
  assert.deepEqual(await foundBy('display-name-imitation', [older, newer]), [newer.id]);
  const swapped = [{ ...older, createdDateTime: daysAgo(1) }, newer];
  assert.deepEqual(await foundBy('display-name-imitation', swapped), [newer.id]);
});

test('where neither of two names tells, the newer account is found, and a guest before a member', async () => {
  const one = member(1, { displayName: 'Ian Smith', createdDateTime: daysAgo(5) });
  const other = member(2, { displayName: 'lan Smith', createdDateTime: daysAgo(500) });
  assert.deepEqual(await foundBy('display-name-imitation', [one, other]), [one.id]);
  const outside = guest(2, { displayName: 'lan Smith', createdDateTime: daysAgo(500) });
  assert.deepEqual(await foundBy('display-name-imitation', [one, outside]), [outside.id]);
});

test('disguised letters are high, a guest with the name of one member medium, with one that several have low', async () => {
  const users = [
    member(1, { displayName: 'Maria Garcia' }),
    guest(2, { displayName: 'M\u0430ria Garcia' }),
    guest(3, { displayName: 'MARIA GARCIA' }),
    member(4, { displayName: 'O\u2019Brien Pat' }),
    guest(5, { displayName: "o'brien  pat" }),
    member(6, { displayName: 'John Smith' }),
    member(7, { displayName: 'John Smith' }),
    guest(8, { displayName: 'John Smith' }),
    member(9, { displayName: 'John\u00A0Smith' }),
  ];
  const severities = async (rules: string[] = []) => {
    const { findings, counts, rules: reports } = await judge(users, { rules });
    const own = findings.filter(({ rule }) => rule === 'display-name-imitation');
    const report = reports.find(({ id }) => id === 'display-name-imitation');
    assert.deepEqual(report?.counts.bySeverity, counts.bySeverity);
    return own.map(({ subject, severity }) => `${subject.at(-1)} ${severity}`);
  };
  assert.deepEqual(await severities(), ['2 high', '3 medium', '5 medium', '8 low', '9 medium']);
  const told = ['2 low', '3 low', '5 low', '8 low', '9 low'];
  assert.deepEqual(await severities(['display-name-imitation: severity=low']), told);
});

test('a finding that has become graver is new', async () => {
  const rule = 'display-name-imitation';
  const users = (displayName: string) => [member(1, { displayName: 'Maria Garcia' }), guest(2, { displayName })];
  const { text } = await judge(users('Maria Garcia'));
  const previous = { text, rules: [rule] };
  const isNew = async (name: string, rules: string[] = []) => {
    const { findings, counts } = await judge(users(name), { previous, rules });
    assert.equal(counts.resolved, 0);
    return findings.find((finding) => finding.rule === rule)?.isNew;
  };
  assert.equal(await isNew('Maria Garcia'), false);
  assert.equal(await isNew('M\u0430ria Garcia'), true);
  assert.equal(await isNew('Maria Garcia', [`${rule}: severity=high`]), false);
});

test('a guest with the name of a member is found; members may share a name, and so may guests', async () => {
  const name = { displayName: 'John Smith' };
  const users = [member(1, name), member(2, name), guest(3, { displayName: 'john  smith' })];
  assert.deepEqual(await foundBy('display-name-imitation', users), [users[2]?.id]);
  assert.deepEqual(await foundBy('display-name-imitation', [member(1, name), member(2, name)]), []);
  assert.deepEqual(await foundBy('display-name-imitation', [guest(1, name), guest(2, name)]), []);
});

const unlike: [string, string, string][] = [
  ['other names', 'Maria Garcia', 'Maria Garcias'],
  ['composed and decomposed', 'Ren\u00E9', 'Rene\u0301'],
  ['case and spaces', 'Maria Garcia', ' MARIA  GARCIA'],
  ['an accent', 'Rene', 'Ren\u00E9'],
  ['no letters to speak of', '1', 'l'],
  ['signs alone', '***', '\u200B***'],
];
for (const [what, a, b] of unlike) {
  test(`${what}: silent`, async () => {
    const users = [member(1, { displayName: a }), member(2, { displayName: b })];
    assert.deepEqual(await foundBy('display-name-imitation', users), []);
  });
}

test('a name in one alphabet is not suspicious by itself, whichever alphabet', async () => {
  const names = [
    'Мария Иванова',
    'Γιώργος Παπαδόπουλος',
    '田中 太郎',
    'محمد علي',
    'Ｔａｎａｋａ',
    'Zoë\u200D',
    'François',
    'नेहा शर्मा',
  ];
  const users = names.map((displayName, number) => member(number, { displayName }));
  assert.deepEqual(await foundBy('display-name-imitation', users), []);
});

test('the short way for plain names gives what the long way gives', () => {
  const ascii = fc.string({ unit: fc.integer({ min: 32, max: 126 }).map((code) => String.fromCharCode(code)) });
  fc.assert(
    fc.property(ascii, (name) => {
      // The percent sign has a skeleton that is not ASCII.
      const text = name.replaceAll('%', '').replace(/\s+/g, ' ').trim();
      assert.equal(nameSkeleton(text), unhomoglyph(unhomoglyph(text)).toLowerCase());
    }),
  );
});

test('beside an imitation, two who share a name openly are left alone: older or newer', async () => {
  const name = { displayName: 'Maria Garcia' };
  const users = [member(1, name), member(2, name), member(3, { displayName: 'M\u0430ria Garcia' })];
  assert.deepEqual(await foundBy('display-name-imitation', users), [users[2]?.id]);
});

test('where all hide behind the same signs, nobody is told to imitate', async () => {
  const name = { displayName: 'M\u0430ria Garcia' };
  assert.deepEqual(await foundBy('display-name-imitation', [member(1, name), member(2, name)]), []);
});
