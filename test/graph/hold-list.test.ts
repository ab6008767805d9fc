import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GraphClient } from '../../src/graph/client.ts';
import { holdAgainstCounts } from '../../src/graph/hold-list.ts';
import { fakeGraph, graphUrl } from './fake-graph.ts';

const query = { graphUrl, properties: ['id'], filter: '', includeManager: false, advanced: false };

/** A client that has to look for its token, and for a connection, before it sends. */
function slowToSend(client: GraphClient, onSent: () => void): GraphClient {
  return {
    ...client,
    async get(...asked) {
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
      await new Promise<void>((resolve) => process.nextTick(resolve));
      onSent();
      return client.get(...asked);
    },
  };
}

test('Graph is asked to count before the files are written, which leaves no pause in which to ask', async () => {
  const order: string[] = [];
  const client = slowToSend(fakeGraph([1, 2, 3]).client, () => order.push('asked'));
  const finish = async () => {
    order.push('writing');
    return { users: 3 };
  };
  const { reconciliation } = await holdAgainstCounts(client, query, { finish }, 3);
  assert.deepEqual([order, reconciliation.reconciled], [['asked', 'writing'], true]);
});
