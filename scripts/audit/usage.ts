import type { Flag } from './flags.ts';
import { hasFile } from './flags.ts';
import { wrap } from './wrap.ts';

/** What `npm run audit -- --help` prints. */
export function usage(flags: readonly Flag[], width: number): string {
  const options = flags.map((flag) => `  ${written(flag)}\n${wrap(told(flag), width, '      ')}`);
  return `Usage: npm run audit -- --tenant-id TENANT --client-id APPLICATION --certificate-path FILE [flags]

${wrap(
  'Audits a tenant from this machine with the committed dist, as a workflow would. The files land in a fresh folder audit-TIME that nobody else can read; nothing is published, and nothing leaves this machine but the requests to Entra and Graph.',
  width,
)}

  --open
      Opens the report when the audit is done
  --help
      Prints this

${wrap('Every input of the Action is a flag. Relative paths begin at the folder you are in.', width)}

${options.join('\n')}`;
}

function written({ name, takes }: Flag): string {
  if (takes === 'value') return `--${name} VALUE`;
  if (takes === 'switch') return `--${name} [true|false]`;
  return hasFile(name) ? `--${name}-file FILE, or --${name} to be asked for it` : `--${name} to be asked for it`;
}

function told({ name, description, default: preset }: Flag): string {
  const text = `${name === 'certificate' ? 'On one line: ' : ''}${description.replaceAll('`', '')}`;
  const fallback = presetHere(name, preset);
  return fallback === '' ? text : `${text} (${fallback})`;
}

/** What stands in for a flag that is not given; a token of GitHub there is none. */
function presetHere(name: string, preset: string): string {
  if (name === 'output-directory') return 'audit-TIME';
  return defaultsHere[name] ?? (preset.includes('${{') ? '' : preset);
}

/** What is otherwise here than in a workflow. */
export const defaultsHere: Readonly<Record<string, string>> = { publish: 'none', baseline: 'none' };
