import { readFile, stat } from 'node:fs/promises';
import type { Environment } from './run-facts.ts';

/** Source: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap, which is 25 MB */
const longestPayload = 32 * 1024 * 1024;

/** What the event that began the run says of its repository, or why that is nothing. */
export type EventRepository = { repository: object } | { reason: string };

/**
 * Reads the payload that GitHub leaves for a job.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/variables, GITHUB_EVENT_PATH
 *
 * @returns never throws
 */
export async function payloadOfEvent({
  GITHUB_EVENT_PATH: path,
}: Environment): Promise<{ payload: Readonly<Record<string, unknown>> } | { reason: string }> {
  if (!path) return { reason: 'there is no payload of an event' };
  const text = await readRegular(path).catch(() => undefined);
  if (text === undefined) return { reason: "the event's payload cannot be read" };
  return { payload: objectIn(text) ?? {} };
}

/** @returns what the payload says of the repository; never throws */
export async function repositoryOfEvent(env: Environment): Promise<EventRepository> {
  const event = await payloadOfEvent(env);
  if ('reason' in event) return event;
  const { repository } = event.payload;
  if (typeof repository === 'object' && repository !== null) return { repository };
  return { reason: "the event's payload names no repository" };
}

/** @throws Error when it is no file, or longer than any payload */
async function readRegular(path: string): Promise<string> {
  // Before it is opened: a pipe would keep whoever opens it waiting.
  const stats = await stat(path);
  if (!stats.isFile() || stats.size > longestPayload) throw new TypeError('no payload');
  return readFile(path, 'utf8');
}

function objectIn(text: string): Record<string, unknown> | undefined {
  try {
    const payload: unknown = JSON.parse(text);
    return typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
