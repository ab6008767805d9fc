import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAuditRepository, fallen, needed, quiet } from './audit-day.ts';
import { startSlack, startTeams } from './chat-servers.ts';
import { missingPrograms } from './programs.ts';
import { example } from './run-workflow.ts';

const skip = missingPrograms('bash', 'curl', 'jq');
const chats = [
  ['Teams', 'notice-teams.yml', 'TEAMS_WEBHOOK_URL', startTeams],
  ['Slack', 'notice-slack.yml', 'SLACK_WEBHOOK_URL', startSlack],
] as const;

for (const [name, file, secret, start] of chats) {
  test(`${name} hears of the days on which action is needed, and a refusal fails the job`, { skip }, async () => {
    using chat = await start();
    await using repository = await createAuditRepository({ [secret]: chat.webhook });
    const text = await example(file);
    await repository.day(text, quiet);
    assert.deepEqual(chat.messages, []);

    const { jobs } = await repository.day(text, needed);
    assert.equal(jobs.notice?.result, 'success', jobs.notice?.lines.join('\n'));
    const said = JSON.stringify(chat.messages);
    assert.ok(said.includes("Action needed: 1 new guest imitates another user's name."), said);
    assert.match(said, /removed(>|&gt;)5%, severity:high/);
    assert.match(said, /contoso\/directory-audit\/actions\/runs\/\d+/);

    await repository.day(text, fallen);
    assert.match(JSON.stringify(chat.messages.at(-1)), /the audit did not finish .+ See the run\./);

    chat.refuse({ status: 404, body: 'no_service' });
    const refused = await repository.day(text, needed);
    assert.equal(refused.jobs.notice?.result, 'failure');
    assert.ok(refused.jobs.notice?.lines.some((line) => line.includes('404')));
    const unset = await repository.day(text, needed, {
      secrets: { ENTRA_CERTIFICATE: 'kept-by-the-audit-alone', [secret]: '' },
    });
    assert.ok(unset.jobs.notice?.lines.some((line) => line.includes(`The secret ${secret} is not set.`)));
  });
}
