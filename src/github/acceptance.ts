import { payloadOfEvent } from './event-payload.ts';
import type { Environment } from './run-facts.ts';

/** The input of workflow_dispatch by which somebody accepts what changed. */
const input = 'accept-changes';

/** Names of people and apps, those of enterprises with an underscore among them. */
const login = /^[A-Za-z0-9_-]{1,100}(\[bot\])?$/;

/**
 * Who asked this run to accept what changed: whoever began a workflow by hand with `accept-changes` ticked, or ran such a
 * run again.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/variables, GITHUB_TRIGGERING_ACTOR
 *
 * @returns undefined when nobody did, or when the payload of the event does not say
 */
export async function acceptedBy(env: Environment): Promise<string | undefined> {
  if (env.GITHUB_EVENT_NAME !== 'workflow_dispatch') return undefined;
  const event = await payloadOfEvent(env);
  if ('reason' in event) return undefined;
  const given = (event.payload.inputs as Record<string, unknown> | null | undefined)?.[input];
  // In the payload, values of type boolean are texts.
  if (given !== true && given !== 'true') return undefined;
  const name = env.GITHUB_TRIGGERING_ACTOR || env.GITHUB_ACTOR || '';
  return login.test(name) ? name : '(unknown)';
}
