import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createClock } from '../../emulator/directory/clock.ts';
import { startGitHub } from '../../emulator/github/index.ts';
import { missingPrograms } from './programs.ts';
import { example, runWorkflow } from './run-workflow.ts';

const text = await example('watch-audit.yml');
const skip = missingPrograms('bash', 'curl', 'jq');

test('a watcher elsewhere tells that the audit has stopped, why, and that it runs again', { skip }, async () => {
  const clock = createClock();
  await using audited = await startGitHub({ clock, permissions: { actions: 'read' } });
  const permissions = {};
  await using own = await startGitHub({ permissions, repository: { name: 'watcher', id: 2 } });
  using both = await startFront({ 'directory-audit': audited.origin, watcher: own.origin });
  const look = async (token = audited.token) => {
    const { jobs } = await runWorkflow(text, {
      github: own,
      permissions,
      secrets: { AUDIT_READ_TOKEN: token },
      env: { GITHUB_API_URL: `${both.origin}/api/v3` },
    });
    return [jobs.watch?.result, own.issues.all.filter(({ state }) => state === 'open').at(-1)?.body ?? ''] as const;
  };
  const audit = (hoursAgo: number, conclusion: 'success' | 'failure') => {
    clock.advance(-hoursAgo * 3_600_000);
    audited.finishRun(audited.startRun(), conclusion);
    clock.advance(hoursAgo * 3_600_000);
  };

  const [none, noRuns] = await look();
  assert.equal(none, 'failure');
  assert.match(noRuns, /GitHub does not show audit\.yml of contoso\/directory-audit/);

  audit(31, 'success');
  audit(7, 'failure');
  const [late, stopped] = await look();
  assert.equal(late, 'failure');
  assert.match(
    stopped,
    /No audit of contoso\/directory-audit has succeeded in the last 30 hours\. The latest run: failure\./,
  );

  audited.setWorkflowState('disabled_inactivity');
  assert.match((await look())[1], /GitHub has disabled audit\.yml in contoso\/directory-audit for want of activity/);
  audited.setWorkflowState('active');

  assert.match((await look('github_pat_expired'))[1], /is it there, and AUDIT_READ_TOKEN still valid\?/);

  audit(29, 'success');
  assert.deepEqual(await look(), ['success', '']);
  const [issue] = own.issues.all;
  assert.equal(own.issues.all.length, 1);
  assert.deepEqual([issue?.state, issue?.comments.at(-1)], ['closed', 'The audit runs again.']);
});

/** One address for several repositories, each on a GitHub of its own. */
async function startFront(origins: Readonly<Record<string, string>>) {
  const server = createServer(async (request, response) => {
    const [, repository = ''] = /^\/api\/v3\/repos\/contoso\/([^/?]+)/.exec(request.url ?? '') ?? [];
    const { method = 'GET', headers } = request;
    const sent = (await request.toArray()).join('');
    const answer = await fetch(`${origins[repository]}${request.url}`, {
      method,
      headers: { authorization: headers.authorization ?? '', 'content-type': headers['content-type'] ?? '' },
      ...(method !== 'GET' && { body: sent }),
    });
    response.writeHead(answer.status).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin, [Symbol.dispose]: () => server.close() };
}
