import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import unhomoglyph from 'unhomoglyph';
import { nameSkeleton } from '../../../src/findings/lookalikes.ts';
import { daysAgo, foundBy, guest, member } from './judge.ts';

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

test('digits for letters, nothing hidden: the newer account is found', async () => {
  const older = member(1, { displayName: 'Helpdesk Contoso', createdDateTime: daysAgo(500) });
  const newer = member(2, { displayName: 'He1pdesk C0ntoso', createdDateTime: daysAgo(5) });
  assert.deepEqual(await foundBy('display-name-imitation', [older, newer]), [newer.id]);
  const swapped = [{ ...older, createdDateTime: daysAgo(1) }, newer];
  assert.deepEqual(await foundBy('display-name-imitation', swapped), [older.id]);
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
