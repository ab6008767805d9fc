import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { notableTexts } from '../src/compare/notable-changes.ts';
import { rules } from '../src/findings/rules/index.ts';
import { foreignCredentials } from '../src/problems/foreign-credentials.ts';
import { problemTable } from '../src/problems/problem-table.ts';
import { propertyNeeds } from '../src/report/property-needs.ts';
import { auditProperties, profileProperties } from '../src/users/property-sets.ts';
import { clients, versionOf } from '../test/clients/clients.ts';
import { type ActionYaml, actionInFolder, betweenComments, workflowParts } from './callable-workflow.ts';
import { updateReferences } from './release/write-references.ts';

/**
 * Writes what is generated in the documentation: the tables of inputs and outputs from action.yml, those of
 * infra/README.md from the Pulumi.yaml files, that of examples/README.md from the examples' first words, the clients of
 * emulator/README.md from test/clients, docs/troubleshooting.md from the table of problems, docs/rules.md from the rules,
 * what follows from action.yml in the workflow that others call, and how the Action is named wherever people copy it from.
 * `--check` writes nothing and fails where something is stale.
 */
const root = join(import.meta.dirname, '..');
const check = process.argv.includes('--check');

type ConfigSchema = Record<string, { type: string; description: string; default?: unknown; items?: { type: string } }>;

const actionYml = await readFile(join(root, 'action.yml'), 'utf8');
const action = parse(actionYml) as ActionYaml;
await update('.github/actions/audit/action.yml', () => actionInFolder(actionYml, '../../..'));
await update('.github/workflows/audit.yml', (text) =>
  Object.entries(workflowParts(action)).reduce((workflow, [name, part]) => betweenComments(workflow, name, part), text),
);
await update('docs/inputs.md', (text) => between(text, 'inputs', inputsTable(action.inputs)));
await update('docs/outputs.md', (text) => between(text, 'outputs', outputsTable(action.outputs)));
const examples = await examplesTable();
await update('examples/README.md', (text) => between(text, 'examples', examples, 'the files'));
await update('docs/troubleshooting.md', troubleshooting);
const [reader, handover] = await Promise.all(['infra', 'infra-github'].map((folder) => configTable(folder)));
await update('infra/README.md', (text) =>
  between(
    between(text, 'config', reader ?? '', 'infra/Pulumi.yaml'),
    'config-github',
    handover ?? '',
    'infra-github/Pulumi.yaml',
  ),
);
await update('docs/rules.md', rulesPage);
const clientRows = await clientsTable();
await update('emulator/README.md', (text) => between(text, 'clients', clientRows, 'test/clients'));
await updateReferences(update);

async function update(name: string, change: (text: string) => string): Promise<void> {
  const path = join(root, name);
  const text = await readFile(path, 'utf8').catch(() => '');
  const changed = change(text);
  if (changed === text) return;
  if (check) {
    console.error(`${name} is stale: run "npm run docs" and commit it.`);
    process.exitCode = 1;
    return;
  }
  await writeFile(path, changed);
  console.log(`${name} written.`);
}

/** Replaces what stands between two markers. */
function between(text: string, name: string, content: string, source = 'action.yml'): string {
  const [open, close] = [`<!-- ${name}: made from ${source} by "npm run docs" -->`, `<!-- /${name} -->`];
  const [start, end] = [text.indexOf(open), text.indexOf(close)];
  if (start < 0 || end < start) throw new Error(`The page lacks the markers ${open} and ${close}.`);
  return `${text.slice(0, start + open.length)}\n${content}\n${text.slice(end)}`;
}

function inputsTable(inputs: ActionYaml['inputs']): string {
  const rows = Object.entries(inputs).map(([name, { description, required, default: preset }]) => {
    const shown = required ? '**required**' : preset === undefined ? '' : `\`${preset}\``;
    return `| \`${name}\` | ${shown} | ${cell(description)} |`;
  });
  return ['| input | default | meaning |', '| --- | --- | --- |', ...rows].join('\n');
}

function outputsTable(outputs: ActionYaml['outputs']): string {
  const rows = Object.entries(outputs).map(([name, { description }]) => `| \`${name}\` | ${cell(description)} |`);
  return ['| output | meaning |', '| --- | --- |', ...rows].join('\n');
}

/** The examples, each by the first sentence of its comment. */
async function examplesTable(): Promise<string> {
  const names = (await readdir(join(root, 'examples'))).filter((name) => name.endsWith('.yml')).sort();
  const rows = names.map(async (name) => {
    const text = await readFile(join(root, 'examples', name), 'utf8');
    const [comment = ''] = text.split(/\n(?!# ?\S)/);
    const [sentence = ''] = comment
      .replaceAll(/^# ?/gm, '')
      .replaceAll('\n', ' ')
      .split(/(?<=\.) /);
    return `| [${name}](${name}) | ${cell(parse(text).name)} | ${cell(sentence)} |`;
  });
  return ['| file | workflow | in short |', '| --- | --- | --- |', ...(await Promise.all(rows))].join('\n');
}

/** The clients that `npm run test:clients` runs, as their manifests pin them. */
async function clientsTable(): Promise<string> {
  const registries: Record<string, string> = {
    'requirements.txt': 'PyPI',
    'go.mod': 'Go modules',
    'pom.xml': 'Maven Central',
    'package.json': 'npm',
  };
  const rows = clients.map(
    async (client) =>
      `| ${client.name} | ${registries[client.pinned.file]}: ${client.pinned.as} | ${await versionOf(client)} |`,
  );
  return ['| client | registry | version |', '| --- | --- | --- |', ...(await Promise.all(rows))].join('\n');
}

/** The config keys of a Pulumi program, by its Pulumi.yaml. */
async function configTable(folder: string): Promise<string> {
  const { config } = parse(await readFile(join(root, folder, 'Pulumi.yaml'), 'utf8')) as { config: ConfigSchema };
  const rows = Object.entries(config).map(([name, { type, description, default: preset, items }]) => {
    const shown = preset === undefined ? '**required**' : isEmpty(preset) ? '' : `\`${preset}\``;
    return `| \`${name}\` | ${items === undefined ? type : `${type} of ${items.type}s`} | ${shown} | ${cell(description)} |`;
  });
  return ['| key | type | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function isEmpty(preset: unknown): boolean {
  return preset === '' || (typeof preset === 'object' && preset !== null && Object.keys(preset).length === 0);
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function troubleshooting(): string {
  const sections = Object.entries(problemTable).map(
    ([key, { what, cause, next }]) =>
      `## ${key}\n\n${words(what)}\n\n**Likely cause:** ${words(cause)}\n\n**Next step:** ${words(next)}\n${key === 'certificate-foreign' ? foreignTable() : ''}`,
  );
  return `# Troubleshooting

Every failure that the Action knows, as it is told in the log; words in *italics* are filled in there. Each message
ends with a link to its section here, and with the correlation and request ids that Microsoft's support asks for.
This page is made from \`src/problems/\` by \`npm run docs\`.

${sections.join('\n')}`;
}

/** What fills the words of certificate-foreign. */
function foreignTable(): string {
  const rows = Object.values(foreignCredentials).map(({ found, next }) => `| ${cell(found)} | ${cell(next)} |`);
  return `\n${['| found | advice |', '| --- | --- |', ...rows].join('\n')}\n`;
}

function rulesPage(): string {
  const row = ({ id, title, severity, off, input, ...rule }: (typeof rules)[number]) => {
    const limit = 'limit' in rule && rule.limit ? `${rule.limit.value} ${rule.limit.unit}` : '';
    return `| [\`${id}\`](#${id}) | ${title} | ${severity} | ${limit} | ${input ? `with \`${input}\`` : off ? 'no' : 'yes'} |`;
  };
  const section = ({
    id,
    title,
    severityWhy,
    confuses,
    why,
    fix,
    needs,
    shows,
    roster,
    sources,
    ...rule
  }: (typeof rules)[number]) =>
    [
      `## ${id}`,
      `${title}. ${why}`,
      `**What to do:** ${fix}`,
      `**How grave:** ${severityWhy}`,
      `**Mistaken for it:** ${confuses}`,
      ...('limit' in rule && rule.limit
        ? [`**Number:** ${rule.limit.meaning}; ${rule.limit.value} unless \`rules\` says otherwise.`]
        : []),
      `**Needs:** ${codes(needs)}${roster ? '; of employee ids and addresses those that the roster has' : ''}.${shows ? ` Shows as well, where it was selected: ${codes(shows)}.` : ''}`,
      `**Sources:** ${sources.map((source) => `[${source.title}](${source.url})${source.version ? `, version ${source.version}` : ''}`).join('; ')}.`,
    ].join('\n\n');
  return `# Rules

What findings.json tells, why it matters, the values it rests on, and what to do about it. A finding keeps its id from run to
run, so it is known what is new. All of it is known from \`User.Read.All\` alone: nothing here says
whether an account is used. This page is made from \`src/findings/rules/\` by \`npm run docs\`.

| rule | finds | severity | number | on |
| --- | --- | --- | --- | --- |
${rules.map(row).join('\n')}

## How to change them

The input \`rules\` takes a rule a line; a rule may have several.

\`\`\`yaml
rules: |
  disabled-but-licensed: off
  password-old: 730
  enabled-without-license: on
  guest-invitation-pending: 14
  guest-invitation-pending: severity=high
\`\`\`

## What you live with

\`accepted-findings\` names a YAML file in the repository (UTF-8 or UTF-16), so the workflow checks it out first, as
[examples/audit.yml](../examples/audit.yml) does. An accepted finding is still listed, as accepted; it fails
no gate and is not counted. After its last day it counts again, and an entry that nothing was found for is pointed out.

\`\`\`yaml
- rule: guest-invitation-pending
  user: anna@fabrikam.example # or the user's id; for what concerns the directory as a whole, its subject
  reason: Starts in January
  until: 2027-01-31 # the last day on which it holds, in UTC
- rule: guest-state-odd
  where: # in place of user: a class, everybody of whom all of it is true
    userType: Guest
    companyName: [Contoso, Fabrikam] # one of them is enough; null without quotes is no value
  reason: Sister companies, whose guests come by direct federation
  until: 2027-06-30
\`\`\`

Values in \`where\` are compared as they are, capitals and all, with those of the directory, hidden ones as well. A property
that is named there must be in \`select\`: \`select: audit, companyName\`. \`summary: changes\` and report.html give the entry of
an open finding to copy.

## What is read, and who needs it

The set \`audit\`, which \`select\` has unless it says otherwise, holds what somebody here needs and nothing more:

| property | needed by |
| --- | --- |
${auditRows()}

The set \`profile\` adds what nobody here needs, and people may: ${codes(profileProperties.filter((name) => !auditProperties.includes(name)))}.

## Notable changes

What the summary points out among the changes, whatever the rules say of the user:

| what | why it matters | what to do |
| --- | --- | --- |
${Object.values(notableTexts)
  .map(({ one, why, fix }) => `| A${/^[aeiou]/.test(one) ? 'n' : ''} ${one} | ${why} | ${fix} |`)
  .join('\n')}

${rules.map(section).join('\n\n')}
`;
}

function auditRows(): string {
  const needs = propertyNeeds();
  const ids = new Set(rules.map(({ id }) => id));
  const by = (name: string) =>
    (needs.get(name) ?? []).map((need) => (ids.has(need) ? `[\`${need}\`](#${need})` : need)).join(', ');
  return auditProperties.map((name) => `| \`${name}\` | ${by(name)} |`).join('\n');
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function words(text: string): string {
  return text
    .replace(/[<>]/g, (sign) => (sign === '<' ? '&lt;' : '&gt;'))
    .replace(/\{(\w+)\}/g, (_, name: string) => `*${name.replace(/([A-Z])/g, ' $1').toLowerCase()}*`);
}
