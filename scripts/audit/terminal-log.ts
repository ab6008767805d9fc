import { styleText } from 'node:util';
import { safeLine } from '../../src/base/safe-text.ts';
import { parseCommand } from '../../test/harness/runner-command.ts';
import { createSecretMasker } from '../../test/harness/secret-masker.ts';

/** What the Action says to its runner; anything else that looks like a command is text. */
const commands = new Set(['add-mask', 'debug', 'endgroup', 'error', 'group', 'notice', 'warning']);
const words: Readonly<Record<string, { title: string; style: Parameters<typeof styleText>[0] }>> = {
  error: { title: 'Error', style: 'red' },
  warning: { title: 'Warning', style: 'yellow' },
  notice: { title: 'Note', style: 'cyan' },
};

export interface TerminalLog {
  /** Takes a line that the Action printed. */
  receive(line: string): void;
  /** What is otherwise here than the errors said, which speak of a workflow: a sentence each. */
  readonly otherwise: readonly string[];
}

const otherwiseHere: readonly (readonly [RegExp, string])[] = [
  [
    /^Input "|^\d+ inputs are wrong|"with:"|\bforks\b|id-token/m,
    'Here, an input is the flag of its name (npm run audit -- --help tells all of them), and relative paths begin at the folder you are in. A "with:" block, a checkout, secrets and permissions of a job are matters of a workflow alone.',
  ],
  [
    /accept-changes|baseline: previous/,
    'Here, no workflow is run by hand: what is compared is named by --baseline <folder>/users.jsonl, and what is meant is accepted by naming the list of this audit there the next time.',
  ],
];

/**
 * Shows the log of the Action to somebody at a terminal: its commands carried out, what is masked never shown.
 *
 * @param write takes text with its line break
 */
export function createTerminalLog(write: (text: string) => void, isDebug: boolean): TerminalLog {
  const masker = createSecretMasker();
  let indent = '';
  const errors: string[] = [];
  const print = (text: string, style?: Parameters<typeof styleText>[0]) => {
    for (const line of masker.mask(text).split(/\r?\n/)) {
      const safe = safeLine(line);
      write(`${indent}${style === undefined ? safe : styleText(style, safe, { stream: process.stdout })}\n`);
    }
  };
  return {
    get otherwise() {
      return otherwiseHere.filter(([said]) => errors.some((text) => said.test(text))).map(([, here]) => here);
    },
    receive(line) {
      const found = parseCommand(line, commands);
      const name = found?.command.toLowerCase() ?? '';
      const message = found?.message ?? line;
      if (name === 'error') errors.push(message);
      if (name === 'add-mask') {
        for (const secret of [message, ...message.split(/[\r\n]/)]) if (secret.trim() !== '') masker.add(secret.trim());
      } else if (name === 'debug') {
        if (isDebug) print(message, 'dim');
      } else if (name === 'endgroup') indent = '';
      else if (name === 'group') {
        indent = '';
        print(message, 'bold');
        indent = '  ';
      } else if (words[name]) print(`${words[name].title}: ${message}`, words[name].style);
      else print(line);
    },
  };
}
