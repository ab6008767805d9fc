// Not `@actions/core` as a whole: it loads an HTTP client that is larger than all the rest of this program.
import { issueCommand } from '../../node_modules/@actions/core/lib/command.js';
import { issueFileCommand, prepareKeyValueMessage } from '../../node_modules/@actions/core/lib/file-command.js';

import { summary } from '../../node_modules/@actions/core/lib/summary.js';
import { guardDisk, guardDiskSync } from '../disk/output-folder.ts';

/** The value of an input, trimmed unless told otherwise; '' when it is not given. */
export function getInput(name: string, { trimWhitespace = true } = {}): string {
  const value = process.env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '';
  return trimWhitespace ? value.trim() : value;
}

/** Makes the runner replace a text by *** wherever it is printed from now on. */
export function setSecret(secret: string): void {
  issueCommand('add-mask', {}, secret);
}

/**
 * Sets an output of the step, in the file that GITHUB_OUTPUT names; without it there is no output, least of all in the
 * log.
 *
 * @throws Failure `disk-full`, `disk-refused`
 */
export function setOutput(name: string, value: string): void {
  const path = process.env.GITHUB_OUTPUT;
  if (path) guardDiskSync(path, () => issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value)));
}

/** Hands a value to the step that runs when the job ends, where GITHUB_STATE names a file for it. */
export function saveState(name: string, value: string): void {
  const path = process.env.GITHUB_STATE;
  if (path) guardDiskSync(path, () => issueFileCommand('STATE', prepareKeyValueMessage(name, value)));
}

/**
 * Adds to the summary of the step, where GITHUB_STEP_SUMMARY names a file for it.
 *
 * @throws Failure `disk-full`, `disk-refused`
 */
export async function writeSummary(markdown: string): Promise<void> {
  const path = process.env.GITHUB_STEP_SUMMARY;
  if (path) await guardDisk(path, () => summary.addRaw(markdown).write());
}

/** The line that makes the runner annotate a failure, for whoever writes it himself. */
export function errorLine(message: string): string {
  return `::error::${message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')}`;
}

/** Ends the step as failed, with an annotation. */
export function setFailed(message: string): void {
  process.exitCode = 1;
  issueCommand('error', {}, message);
}

export function info(text: string): void {
  process.stdout.write(`${text}\n`);
}

export function debug(text: string): void {
  issueCommand('debug', {}, text);
}

export function notice(text: string, { title }: { title: string }): void {
  issueCommand('notice', { title }, text);
}

export function warning(text: string, { title }: { title: string }): void {
  issueCommand('warning', { title }, text);
}
