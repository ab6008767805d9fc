import type { Place } from './answers.ts';

/**
 * A list may be cast to a derived type: `/users/microsoft.graph.agentUser`; to user itself it is the list.
 * Source: https://learn.microsoft.com/graph/api/agentuser-list
 */
export function castOf(segment: string): Place | undefined {
  const name = /^microsoft\.graph\.(\w+)$/i.exec(segment)?.[1]?.toLowerCase();
  if (name === 'agentuser') return { cast: 'microsoft.graph.agentUser' };
  return name === 'user' ? {} : undefined;
}
