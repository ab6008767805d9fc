import { setTimeout as delay } from 'node:timers/promises';
import type { Emulator } from '../../emulator/index.ts';

/**
 * A moment in mid-audit, to stop it at: so many requests from now on, and then some milliseconds. It goes by the clock on
 * purpose: whoever kills a process asks for no moment that a test would know of.
 *
 * @param over aborted when the audit has ended without coming so far
 */
export async function afterRequests(
  { requests: sent }: Pick<Emulator, 'requests'>,
  { requests, milliseconds }: { requests: number; milliseconds: number },
  over: AbortSignal,
): Promise<void> {
  const wanted = sent.length + requests;
  while (sent.length < wanted && !over.aborted) await delay(1);
  await delay(milliseconds);
}
