import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { AuditPorts } from '../src/ports.ts';
import { previousBaseline } from '../src/previous.ts';

test('a server that sends a byte now and then gets a quarter of the time that is left, and no more', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'previous-'));
  const server = createServer((_, response) => {
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const env = {
      GITHUB_REPOSITORY: 'contoso/audit',
      GITHUB_RUN_ID: '1',
      GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    };
    const pace = { now: Date.now, deadline: Date.now() + 2_000, sleep: async () => {}, random: Math.random };
    const { signal } = new AbortController();
    const today = { tenantId: 't', clientId: 'c', cloud: 'public', filter: null };
    const baseline = await previousBaseline({ artifactName: 'entra-users', githubToken: 'ghs_x', folder, today }, {
      env,
      pace,
      fetch,
      signal,
    } as unknown as AuditPorts);
    assert.equal(baseline.state, 'unusable');
    assert.equal(baseline.failure.code, 'previous-unavailable');
    assert.match(String(baseline.failure.facts.reason), /did not come within .* a quarter of the time that was left/);
  } finally {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  }
});
