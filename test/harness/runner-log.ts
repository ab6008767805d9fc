import { parseCommand, type RunnerCommand } from './runner-command.ts';
import { createSecretMasker } from './secret-masker.ts';

export interface Annotations {
  error: string[];
  warning: string[];
  notice: string[];
}

export interface RunnerLog {
  /** Takes one line that the Action printed, without its end. */
  receive(line: string): void;
  /** Adds what the runner itself has to say. */
  annotate(kind: keyof Annotations, message: string): void;
  mask(text: string): string;
  /** The log as a person sees it: commands carried out, secrets masked. */
  lines: string[];
  commands: RunnerCommand[];
  annotations: Annotations;
  /** The masked values as they were given to the runner. */
  masks: string[];
  groups: { title: string; lines: string[] }[];
  /** Lines with a command that this Action never means: it must have come from data. */
  unexpected: string[];
}

/** Source: https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs */
const REGISTERED: ReadonlySet<string> = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

const MEANT: ReadonlySet<string> = new Set(['add-mask', 'debug', 'endgroup', 'error', 'group', 'notice', 'warning']);

/**
 * What the runner makes of an Action's output, line by line.
 *
 * @param options.debug whether the run has step debugging on, so that debug lines are shown
 */
export function createRunnerLog(options: { debug: boolean }): RunnerLog {
  const masker = createSecretMasker();
  const lines: string[] = [];
  const commands: RunnerCommand[] = [];
  const annotations: Annotations = { error: [], warning: [], notice: [] };
  const masks: string[] = [];
  const groups: RunnerLog['groups'] = [];
  const unexpected: string[] = [];
  let openGroup: RunnerLog['groups'][number] | undefined;

  const print = (text: string) => {
    const shown = masker.mask(text).split(/\r?\n/);
    lines.push(...shown);
    openGroup?.lines.push(...shown);
  };

  const annotate = (kind: keyof Annotations, message: string) => {
    annotations[kind].push(masker.mask(message));
    print(`##[${kind}]${message}`);
  };

  const addMask = (secret: string) => {
    if (secret.trim() === '') {
      annotate('warning', "Can't add secret mask for empty string in ##[add-mask] command.");
      return;
    }
    masks.push(secret);
    masker.add(secret);
    for (const line of secret.split(/[\r\n]/)) if (line.trim() !== '') masker.add(line.trim());
  };

  const carryOut = (name: string, message: string) => {
    switch (name) {
      case 'add-mask':
        addMask(message);
        break;
      case 'debug':
        if (options.debug) print(message.replace(/^/gm, '##[debug]'));
        break;
      case 'group':
        openGroup = undefined;
        print(`##[group]${message}`);
        openGroup = { title: masker.mask(message), lines: [] };
        groups.push(openGroup);
        break;
      case 'endgroup':
        openGroup = undefined;
        print('##[endgroup]');
        break;
      case 'error':
      case 'warning':
      case 'notice':
        annotate(name, message);
    }
  };

  return {
    lines,
    commands,
    annotations,
    masks,
    groups,
    unexpected,
    annotate,
    mask: masker.mask,
    receive(line) {
      const command = parseCommand(line, REGISTERED);
      if (command === undefined) {
        print(line);
        return;
      }
      commands.push(command);
      const name = command.command.toLowerCase();
      if (MEANT.has(name)) carryOut(name, command.message);
      else unexpected.push(line);
    },
  };
}
