import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { HarnessError } from './harness-error.ts';

/** What the runner takes from action.yml. */
export interface ActionManifest {
  /** Declared inputs with their defaults; an input without default has ''. */
  inputs: ReadonlyMap<string, string>;
  outputs: ReadonlySet<string>;
  /** Absolute path of the script. */
  main: string;
  /** That of the script which runs when the job ends, whatever became of it; undefined where there is none. */
  post: string | undefined;
}

interface ActionYaml {
  inputs?: Record<string, { default?: string } | null>;
  outputs?: Record<string, unknown>;
  runs?: { using?: string; main?: string; pre?: string; post?: string; 'post-if'?: string };
}

/** @throws HarnessError when it is no node24 action with one script, and perhaps one that always runs at the end */
export async function readActionManifest(path: string): Promise<ActionManifest> {
  // In this schema every scalar is text, as it is for the runner: `default: 0.10` stays `0.10`.
  const action = parse(await readFile(path, 'utf8'), { schema: 'failsafe' }) as ActionYaml;
  const { using, main, pre, post, 'post-if': postIf = 'always()' } = action.runs ?? {};
  if (using !== 'node24' || main === undefined || pre !== undefined || postIf !== 'always()') {
    throw new HarnessError(`${path}: only node24 actions with \`main\`, and \`post\` that always runs, can be run`);
  }
  const inputs = Object.entries(action.inputs ?? {}).map(([name, input]) => [name, input?.default ?? ''] as const);
  return {
    inputs: new Map(inputs),
    outputs: new Set(Object.keys(action.outputs ?? {})),
    main: join(dirname(path), main),
    post: post === undefined ? undefined : join(dirname(path), post),
  };
}

/** An input as a test gives it; undefined counts as not given. */
export type ActionInputs = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * The INPUT_ variables of a step: every declared input has one.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax#inputs
 *
 * @param token the value of `github.token`, for defaults that name it
 * @throws HarnessError for an input that action.yml does not declare
 */
export function inputEnvironment(
  manifest: ActionManifest,
  inputs: ActionInputs,
  token: string,
): Record<string, string> {
  const unknown = Object.keys(inputs).filter((name) => !manifest.inputs.has(name));
  if (unknown.length > 0) throw new HarnessError(`action.yml declares no input ${unknown.join(', ')}`);
  const variables = [...manifest.inputs].map(([name, fallback]) => {
    const value = inputs[name] ?? evaluate(fallback, token);
    return [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, String(value)];
  });
  return Object.fromEntries(variables);
}

function evaluate(text: string, token: string): string {
  const result = text.replace(/\$\{\{\s*github\.token\s*\}\}/g, () => token);
  if (result.includes('${{'))
    throw new HarnessError(`The default '${text}' holds an expression other than github.token`);
  return result;
}
