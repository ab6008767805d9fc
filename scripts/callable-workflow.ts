import { stringify } from 'yaml';
import { secretInputs } from '../src/inputs/inputs.ts';

/** What is declared of an input or an output in action.yml. */
export interface ActionItem {
  description: string;
  required?: boolean;
  default?: string;
}

export interface ActionYaml {
  inputs: Record<string, ActionItem>;
  outputs: Record<string, ActionItem>;
}

/** Inputs that the callable workflow has in words of its own, or that mean nothing where nobody adds a step. */
const ownInputs: readonly string[] = ['tenant-id', 'client-id', 'output-directory', ...secretInputs];
/** Paths on a runner that is gone, and a list that no output of a job should hold. */
const localOutputs = /^(?:directory|users)$|-file$/;

/**
 * action.yml once more, for a folder of its own: `uses: $/folder` names the commit of the workflow that it stands in, and
 * takes no repository's root.
 *
 * @param text of action.yml
 * @param up from the folder to the root, such as `../..`
 */
export function actionInFolder(text: string, up: string): string {
  const moved = text
    .replace(/^branding:\n(?: .*\n)+/m, '')
    .replace(/^( {2}(?:main|post): )dist\//gm, (_, key: string) => `${key}${up}/dist/`);
  return `# Made from action.yml by "npm run docs". .github/workflows/audit.yml says what it is for.\n${moved}`;
}

/** The parts of the callable workflow that follow from action.yml, by the names of their markers. */
export function workflowParts({ inputs, outputs }: ActionYaml): Record<string, string> {
  const passed = Object.entries(inputs).filter(([name]) => !ownInputs.includes(name));
  const told = Object.entries(outputs).filter(([name]) => !localOutputs.test(name));
  return {
    inputs: yaml(
      passed.map(([name, { description, default: preset }]) => [name, { description, ...typeOf(preset) }]),
      6,
    ),
    outputs: yaml(
      told.map(([name, { description }]) => [name, { description, value: expression(`jobs.audit.outputs.${name}`) }]),
      6,
    ),
    'job outputs': yaml(
      told.map(([name]) => [name, expression(`steps.audit.outputs.${name}`)]),
      6,
    ),
    with: yaml(
      passed.map(([name]) => [
        name,
        name === 'fail-on'
          ? expression("inputs.accept-changes && 'unreconciled' || inputs.fail-on")
          : expression(`inputs.${name}`),
      ]),
      10,
    ),
  };
}

/** Replaces what stands between two comments of a YAML file. @throws Error where there are none */
export function betweenComments(text: string, name: string, content: string): string {
  const pattern = new RegExp(`^( *# ${name}: made from action\\.yml by "npm run docs"\\n)[^]*?^( *# /${name}\\n)`, 'm');
  if (!pattern.test(text)) throw new Error(`The workflow lacks the comments of its part "${name}"`);
  return text.replace(pattern, (_, open: string, close: string) => open + content + close);
}

/** What a caller may write without quotes has a type; what may be left out and then means nothing is text. */
function typeOf(preset: string | undefined): object {
  if (preset === 'true' || preset === 'false') return { type: 'boolean', default: preset === 'true' };
  if (preset !== undefined && /^\d+$/.test(preset)) return { type: 'number', default: Number(preset) };
  return { type: 'string', ...(preset !== undefined && { default: preset }) };
}

function expression(text: string): string {
  return `\${{ ${text} }}`;
}

function yaml(entries: readonly (readonly [string, unknown])[], indent: number): string {
  const text = stringify(Object.fromEntries(entries), { lineWidth: 0, singleQuote: true });
  return text.replace(/^(?=.)/gm, ' '.repeat(indent));
}
