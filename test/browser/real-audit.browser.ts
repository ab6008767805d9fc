import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { startDemo } from '../../scripts/demo-tenant.ts';
import { launchChromium, openReport } from './chromium.ts';

interface ListedUser {
  id: string;
  userType: string;
  displayName: string;
  sponsors: unknown[] | null;
}

test('the report of a real audit answers four questions in the first window, by names of the directory', async () => {
  await using demo = await startDemo(1_000);
  await demo.monday();
  demo.night();
  const { outputs } = await demo.tuesday();
  const list = await readFile(outputs['users-file'] ?? '', 'utf8');
  const users: ListedUser[] = list
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  const guests = users.filter(({ userType }) => userType === 'Guest');
  const alone = guests.filter(({ sponsors }) => sponsors?.length === 0);
  const imitator = users.find(({ displayName }) => /[A-Za-z]/.test(displayName) && displayName.includes('\u0430'));
  assert.ok(imitator && alone.length > 5);

  const browser = await launchChromium();
  try {
    const { page, complaints } = await openReport(browser, outputs['report-file'] ?? '', {
      viewport: { width: 1_280, height: 800 },
    });
    const answers: Record<string, string> = {};
    for (const box of await page.locator('.answers > div').all()) {
      const { y = 0, height = 0 } = (await box.boundingBox()) ?? {};
      assert.ok(y + height <= 800, 'without scrolling');
      answers[(await box.locator('dt').innerText()) ?? ''] = await box.locator('dd').innerText();
    }
    assert.ok(
      (await page.locator('h1').innerText()).includes(`imitates another user's name (${imitator.displayName})`),
    );
    assert.match(answers['Must I act?'] ?? '', /^Yes: 3 matters: /);
    assert.ok(answers['Must I act?']?.includes(imitator.displayName));
    assert.match(answers['Who joined, who left?'] ?? '', /^5 joined: .+ and 2 more\. 2 left: .+, .+\.$/);
    assert.ok(answers['Is the list whole?']?.startsWith(`Yes: it holds ${users.length.toLocaleString('en-US')} users`));
    const aboutGuests = answers['Which guests does nobody answer for?'] ?? '';
    assert.ok(aboutGuests.startsWith(`${alone.length} of ${guests.length} guests`), aboutGuests);

    const named = page.locator('.answers > div').nth(3).locator('a[href^="#user="]');
    const ids = await named.evaluateAll((links) => links.map((link) => link.getAttribute('href')?.slice(6)));
    assert.ok(ids.length >= 3 && ids.every((id) => alone.some((guest) => guest.id === id)), ids.join());
    await named.first().click();
    await page
      .locator('#person')
      .getByText('Guest without a sponsor')
      .or(page.getByText('No sponsor.'))
      .first()
      .waitFor();
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
  }
});
