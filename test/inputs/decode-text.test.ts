import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeText } from '../../src/inputs/decode-text.ts';

const text = '- rule: x\n  reason: Müller 😀\n';
const utf16be = (from: string) => Buffer.from(from, 'utf16le').swap16();
const bytes = (...values: number[]) => Buffer.from(values);

const readable: [string, Buffer][] = [
  ['UTF-8', Buffer.from(text)],
  ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${text}`)],
  ['UTF-8 with two of them', Buffer.from(`\ufeff\ufeff${text}`)],
  ['two files with marks of their own', Buffer.from(`\ufeff- rule: x\n\ufeff  reason: Müller 😀\n`)],
  ['UTF-16 of a small end', Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 of a big end', utf16be(`\ufeff${text}`)],
  ['UTF-16 of a small end without a mark', Buffer.from(text, 'utf16le')],
  ['UTF-16 of a big end without a mark', utf16be(text)],
  ['line ends of Windows', Buffer.from(text.replaceAll('\n', '\r\n'))],
  ['line ends of old', Buffer.from(text.replaceAll('\n', '\r'))],
];
for (const [what, file] of readable) {
  test(`${what} is read`, () => assert.deepEqual(decodeText(file), { text }));
}

test('an empty file is an empty text, with a mark or without', () => {
  for (const file of [bytes(), bytes(0xef, 0xbb, 0xbf), bytes(0xff, 0xfe)])
    assert.deepEqual(decodeText(file), { text: '' });
});

const unreadable: [string, Buffer, string, string][] = [
  ['UTF-32', bytes(0xff, 0xfe, 0, 0, 0x2d, 0, 0, 0), 'UTF-32', ' Save it as UTF-8.'],
  ['UTF-32 of a big end', bytes(0, 0, 0xfe, 0xff, 0, 0, 0, 0x2d), 'UTF-32', ' Save it as UTF-8.'],
  ['a zip', bytes(0x50, 0x4b, 3, 4, 0, 0, 8, 0, 0xff), 'binary', ' It is no text.'],
  ['a text with a zero in it', Buffer.from('- rule: \0x'), 'binary', ' It is no text.'],
  [
    'Windows-1252',
    Buffer.from('- rule: x\n  reason: M\xfcller\n', 'latin1'),
    'not UTF-8',
    ' Line 2 holds a character in another encoding: save the file as UTF-8.',
  ],
];
for (const [what, file, why, hint] of unreadable) {
  test(`${what} is told as what it is`, () => assert.deepEqual(decodeText(file), { why, hint }));
}
