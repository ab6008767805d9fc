import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestGraph } from '../support.ts';

test('five lists with signInActivity in ten seconds are answered, and the sixth is told how long to wait', async () => {
  const graph = createTestGraph({ roles: ['User.Read.All', 'AuditLog.Read.All'] });
  const path = '/users?$select=id,signInActivity';
  for (let request = 0; request < 5; request += 1) {
    assert.equal((await graph.get(path)).status, 200);
    graph.clock.advance(1_000);
  }
  const refused = await graph.get(path);
  assert.equal(refused.status, 429);
  assert.equal(refused.headers['retry-after'], '5');
  assert.equal((await graph.get('/users?$select=id')).status, 200, 'other lists are not counted');
  graph.clock.advance(10_001);
  assert.equal((await graph.get(path)).status, 200);
});
