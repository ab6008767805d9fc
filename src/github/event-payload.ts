import { readFile, stat } from 'node:fs/promises';
import type { Environment } from './run-facts.ts';

/** Source: https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap, which is 25 MB */
const longestPayload = 32 * 1024 * 1024;

/** What the event that began the run says of its repository, or why that is nothing. */
export type EventRepository = { repository: object } | { reason: string };

/**
 * Reads the repository out of the payload that GitHub leaves for a job.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/variables, GITHUB_EVENT_PATH
 *
 * @returns never throws
 */
export async function repositoryOfEvent({ GITHUB_EVENT_PATH: path }: Environment): Promise<EventRepository> {
  if (!path) return { reason: 'there is no payload of an event' };
  const text = await readRegular(path).catch(() => undefined);
  if (text === undefined) return { reason: "the event's payload cannot be read" };
  const repository = repositoryIn(text);
  return repository ? { repository } : { reason: "the event's payload names no repository" };
}

/** @throws Error when it is no file, or longer than any payload */
async function readRegular(path: string): Promise<string> {
  // Before it is opened: a pipe would keep whoever opens it waiting.
  const stats = await stat(path);
  if (!stats.isFile() || stats.size > longestPayload) throw new TypeError('no payload');
  return readFile(path, 'utf8');
}

function repositoryIn(text: string): object | undefined {
  try {
    const payload = JSON.parse(text) as { repository?: unknown } | null;
    const repository = payload?.repository;
    return typeof repository === 'object' && repository !== null ? repository : undefined;
  } catch {
    return undefined;
  }
}
