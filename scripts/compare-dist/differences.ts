const shown = 3;

/**
 * @param before pieces of text by name
 * @param after the same of the other side
 * @returns the first differences as lines for people, none when there is none
 */
export function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const differing = names.filter((name) => before.get(name) !== after.get(name));
  const lines = differing
    .slice(0, shown)
    .flatMap((name) => [`  ${name}`, ...firstOf(before.get(name), after.get(name))]);
  const others = differing.slice(shown);
  return others.length > 0 ? [...lines, `  and ${others.length} more: ${others.join('; ')}`] : lines;
}

function firstOf(before: string | undefined, after: string | undefined): string[] {
  if (before === undefined) return ['    + only after'];
  if (after === undefined) return ['    - only before'];
  const [a, b] = [before.split('\n'), after.split('\n')];
  const lines = Array.from({ length: Math.max(a.length, b.length) }, (_, line) => line);
  const line = lines.find((line) => a[line] !== b[line]) ?? 0;
  const at = start(a[line] ?? '', b[line] ?? '');
  return [`    line ${line + 1}:`, `    - ${cut(a[line], at)}`, `    + ${cut(b[line], at)}`];
}

/** Where two lines begin to differ, some characters before. */
function start(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return Math.max(0, at - 60);
}

/** Pieces are latin1, a byte a character; people read UTF-8, and see what has no shape. */
function cut(line: string | undefined, at: number): string {
  if (line === undefined) return '(no such line)';
  const part = Buffer.from(line.slice(at, at + 160), 'latin1').toString();
  const visible = part.replace(/\p{Cc}/gu, (character) => JSON.stringify(character).slice(1, -1));
  return `${at > 0 ? '…' : ''}${visible}${line.length > at + 160 ? '…' : ''}`;
}
