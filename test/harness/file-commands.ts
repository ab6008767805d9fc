/**
 * Reads GITHUB_OUTPUT, GITHUB_STATE or GITHUB_ENV: `NAME=VALUE` lines, and `NAME<<DELIMITER`, lines, `DELIMITER`.
 * Source: https://github.com/actions/runner/blob/main/src/Runner.Worker/FileCommandManager.cs
 *
 * @param text the whole file
 * @returns a later value replaces an earlier one of the same name
 * @throws Error in the runner's words when the file is malformed
 */
export function readKeyValueFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  // The last element is what follows the last line end.
  const lines = text.replace(/^\ufeff/, '').split('\n');
  let index = 0;
  while (index < lines.length) {
    const line = lines[index] ?? '';
    index += 1;
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      values[line.slice(0, equals)] = line.slice(equals + 1);
    } else if (heredoc >= 0) {
      const name = line.slice(0, heredoc);
      const delimiter = line.slice(heredoc + 2);
      if (name === '' || delimiter === '') {
        throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`);
      }
      const end = lines.indexOf(delimiter, index);
      if (end < 0) throw missingDelimiter(delimiter, lines.slice(index));
      values[name] = lines.slice(index, end).join('\n');
      index = end + 1;
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return values;
}

function missingDelimiter(delimiter: string, rest: readonly string[]): Error {
  return rest.length === 0 || rest.at(-1) === ''
    ? new Error(`Invalid value. Matching delimiter not found '${delimiter}'`)
    : new Error('Invalid value. EOF marker missing new line.');
}

const SUMMARY_LIMIT = 1024 * 1024;

/**
 * @param bytes size of the file GITHUB_STEP_SUMMARY
 * @returns the runner's error for a summary that it drops, undefined for one that it takes
 */
export function summaryProblem(bytes: number): string | undefined {
  if (bytes <= SUMMARY_LIMIT) return undefined;
  return `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${SUMMARY_LIMIT / 1024}k, got ${Math.floor(bytes / 1024)}k. For more information see: https://docs.github.com/actions/using-workflows/workflow-commands-for-github-actions#adding-a-markdown-summary`;
}

const JOB_OUTPUTS_LIMIT = 1024 * 1024;

/**
 * Whether outputs are too large to become a job's outputs: 1 MB, counted as UTF-16.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idoutputs
 */
export function exceedsJobOutputs(outputs: Readonly<Record<string, string>>): boolean {
  const bytes = Object.values(outputs).reduce((sum, value) => sum + 2 * value.length, 0);
  return bytes > JOB_OUTPUTS_LIMIT;
}
