import { readdir, readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { parse, type Token } from 'acorn';

/**
 * Feeds every regular expression that is written in src/ with long texts made to fail late, and prints which one it is
 * about to feed: whoever listens sees at which one it stays. A process of its own, since nothing else can end one.
 */
const source = join(import.meta.dirname, '../../src');
// Longer strings each get pages of memory of their own, which takes longer than most expressions.
const long = 120_000;
const shorter = 80_000;
const token = /\\[pP]\{[^}]*\}|\\u[\da-f]{4}|\\x[\da-f]{2}|\\.|\[(?:\\.|[^\]\\])*\]|\(\?<?[=!:]|[\s\S]/giu;
/** What repeats nothing takes no longer for a long text. Escapes and classes aside. */
const repetition = /[*+{]/;
const candidates = [...' a0A-_/<\n\t"=:.,;+%#@[]{}()|*?!~^$&\'`\\\0\x1a\u00a0\u200b\u2010\ufeff\u0301é日'];

for (const file of process.argv.length > 2 ? [] : await readdir(source, { recursive: true })) {
  if (!/(?<!\.d)\.[jt]s$/.test(file)) continue;
  for (const { line, pattern, flags } of expressionsIn(file, await readFile(join(source, file), 'utf8'))) {
    if (!repetition.test(pattern.replace(/\\.|\[(?:\\.|[^\]\\])*\]/g, ''))) continue;
    console.log(`${file}:${line} /${pattern}/${flags}`);
    feed(pattern, flags);
  }
}
for (const pattern of process.argv.slice(2)) {
  console.log(pattern);
  feed(pattern, '');
}

/** Of a token; the declarations of acorn leave it out. */
interface RegExpValue {
  pattern: string;
  flags: string;
}

function expressionsIn(file: string, text: string): (RegExpValue & { line: number })[] {
  const found: ReturnType<typeof expressionsIn> = [];
  // Types leave blanks behind: lines stay what they are.
  const script = file.endsWith('.ts') ? stripTypeScriptTypes(text) : text;
  parse(script, {
    ...{ ecmaVersion: 'latest', sourceType: 'module', locations: true },
    onToken(token) {
      if (token.type.label !== 'regexp') return;
      const { pattern, flags } = (token as Token & { value: RegExpValue }).value;
      found.push({ line: token.loc?.start.line ?? 0, pattern, flags });
    },
  });
  return found;
}

/** What is repeated is what the expression itself repeats: its characters, its words, and what leads to them. */
function feed(pattern: string, flags: string): void {
  const expression = new RegExp(pattern, flags.includes('g') ? flags : `${flags}g`);
  const { atoms, heads } = takenApart(pattern, flags);
  for (const { text: atom } of atoms) for (const end of ['\u0001', 'x\n', '\n\u0001']) try_(atom, long, '', end);
  for (const [index, head] of heads.entries()) {
    const near = new Set([head, ...atoms.filter(({ at }) => Math.abs(at - index) < 3).map(({ text }) => text)]);
    for (const pump of near) for (const end of ['', '\u0001']) try_(pump, shorter, head, end);
  }

  function try_(pump: string, length: number, head: string, end: string): void {
    if (pump === '') return;
    (head + pump.repeat(length / pump.length) + end).replace(expression, '');
  }
}

/** @returns a text for each piece of an expression, and the shortest way to it by the first alternatives */
function takenApart(pattern: string, flags: string): { atoms: { text: string; at: number }[]; heads: string[] } {
  const atoms = new Map<string, number>();
  const heads = [''];
  const groups: string[] = [];
  let head = '';
  let word = '';
  let skipping = 0;
  for (const [piece] of pattern.replace(/(?<!\\)\{\d+(?:,\d*)?\}/g, '').matchAll(token)) {
    if (piece.startsWith('(')) {
      groups.push(head);
      if (skipping > 0) skipping += 1;
    } else if (piece === ')') {
      groups.pop();
      if (skipping > 0) skipping -= 1;
    } else if (piece === '|') {
      if (groups.length === 0) head = '';
      else if (skipping === 0) skipping = 1;
    }
    const isText = !/^(?:[()|*+?^$]|\(\?.*|\\[bB])$/.test(piece);
    if (!isText) {
      word = '';
      continue;
    }
    const texts = textsOf(piece, flags);
    word = texts.length === 1 ? word + texts[0] : '';
    for (const text of [...texts, word]) if (text !== '' && !atoms.has(text)) atoms.set(text, heads.length);
    // Behind the first alternative of a group the way goes on; the others are tried as texts of their own.
    if (skipping === 0) head += texts[0] ?? '';
    if (!heads.includes(head)) heads.push(head);
  }
  return { atoms: [...atoms].map(([text, at]) => ({ text, at })), heads };
}

/** @returns some of the characters that a piece takes; a dot takes any */
function textsOf(piece: string, flags: string): string[] {
  if (piece.length === 1 && piece !== '.') return [piece];
  const matcher = new RegExp(`^${piece}$`, flags.replace(/[gy]/g, ''));
  return candidates.filter((character) => matcher.test(character)).slice(0, 3);
}
