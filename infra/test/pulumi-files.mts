import { fileURLToPath } from 'node:url';
import { automation } from '@pulumi/pulumi';

/** The config keys that Pulumi.yaml declares, with their defaults, as Pulumi reads the file. */
export async function declaredConfig(): Promise<Record<string, { default: unknown }>> {
  const settings = await (await workspace('..')).projectSettings();
  // Pulumi's own type still has the folder name that stood here before there were declarations.
  return settings.config as unknown as Record<string, { default: unknown }>;
}

/** The config of a stack in examples/, by full name, as Pulumi reads the file. */
export async function exampleConfig(stack: string): Promise<Record<string, unknown>> {
  return (await (await workspace('../examples')).stackSettings(stack)).config ?? {};
}

/** @param folder relative to this one */
function workspace(folder: string): Promise<automation.LocalWorkspace> {
  // Files are read without the CLI, which need not be there; if none were given, it would be looked for.
  const pulumiCommand = { command: 'pulumi', version: null } as unknown as automation.PulumiCommand;
  return automation.LocalWorkspace.create({ workDir: fileURLToPath(new URL(folder, import.meta.url)), pulumiCommand });
}
