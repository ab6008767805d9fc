import * as pulumi from '@pulumi/pulumi';
import { type Held, heldBy, nothingHeld } from './held.ts';

/**
 * Reads from the stack's own state what it holds of a reader. The state tells more than the stack's outputs do: what an
 * `up` made that failed later, and the dates of every certificate. It is read through the engine, so it is the same with
 * every backend, in a preview as in an `up`.
 *
 * @param name of the reader
 */
export async function readHeld(name: string): Promise<Held> {
  const stackName = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  // Asked first, because the engine has no answer to the second question for a stack without any state.
  const { outputs } = await pulumi.runtime.invoke('pulumi:pulumi:readStackOutputs', { name: stackName });
  if (Object.keys(outputs ?? {}).length === 0) return nothingHeld;
  const resources = await pulumi.runtime.invoke('pulumi:pulumi:readStackResourceOutputs', { stackName });
  return heldBy(name, resources.outputs);
}
