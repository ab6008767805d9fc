import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { hostileNames } from '../../emulator/directory/hostile-names.ts';
import { htmlReport } from '../../src/report/html.ts';
import { createUserCounts } from '../../src/report/user-counts.ts';
import { createUsersTable } from '../../src/report/users-table.ts';
import { createWorld, type World } from '../harness/world.ts';
import { launchChromium, openReport } from './chromium.ts';

let world: World;
let browser: Browser;
let report = '';
/** Of 300 users five went; every hostile name came, and one more. */
const added = hostileNames.length + 1;
const users = 300 - 5 + added;

before(async () => {
  browser = await launchChromium();
  world = await createWorld({ users: 300 });
  await world.audit({ select: 'profile' });
  await world.audit({ select: 'profile' });
  const { directory } = world.emulator;
  const seeded = [...directory.users()];
  for (const user of seeded.slice(0, 5)) directory.delete(user.id);
  for (const [index, displayName] of hostileNames.entries()) {
    directory.create({ displayName, department: displayName, userPrincipalName: `hostile${index}@contoso.example` });
  }
  directory.create({ displayName: 'Zoe Unique', userPrincipalName: 'zoe@contoso.example', department: 'Night shift' });
  for (const user of seeded.slice(10, 14))
    directory.update(user.id, { jobTitle: '</script><img src=x onerror=alert(1)>' });
  const run = await world.audit({ select: 'profile', 'fail-on': 'removed>0' });
  report = run.outputs['report-file'] ?? '';
  assert.ok(report.endsWith('report.html'), run.lines.join('\n'));
});

after(async () => {
  await browser?.close();
  await world?.close();
});

const rowsOf = (page: Page) => page.locator('#users tbody tr');
const namesOf = (page: Page) => page.locator('#users tbody th').allTextContents();
const status = (page: Page) => page.locator('#status').textContent();

test('hostile names are shown and do nothing; nothing is loaded, nothing is complained about', async () => {
  const { page, complaints } = await openReport(browser, report);
  for (const details of await page.locator('details').all())
    await details.evaluate((element) => element.setAttribute('open', ''));
  await page.locator('#search').fill('hostile');
  await page.waitForFunction(
    (number) => document.querySelector('#status')?.textContent?.includes(`of ${number} `),
    hostileNames.length,
  );
  assert.equal(await rowsOf(page).count(), hostileNames.length);
  const names = await namesOf(page);
  assert.ok(names.includes('<script>alert(1)</script>'), 'as it is');
  assert.ok(names.includes('" onmouseover="x'), 'as it is');
  assert.ok(names.includes('invoice\u27e8U+202E\u27e9fdp.exe'), 'what cannot be seen is named');
  // Whatever a name tried, there are only the elements that the page itself has.
  assert.equal(await page.locator('img, iframe, object, form, svg svg, main script').count(), 0);
  assert.equal(await page.locator('[onmouseover], [onfocus], [autofocus]').count(), 0);
  assert.equal(await page.evaluate(() => document.scripts.length), 2);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('the policy refuses what an injection would try', async () => {
  const { page, complaints } = await openReport(browser, report);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    const image = document.createElement('img');
    image.src = 'https://attacker.example/pixel.png';
    document.body.append(image);
  });
  await page.waitForTimeout(0);
  assert.equal(await page.evaluate(() => 'injected' in window), false);
  // The browser announces the request and then refuses it.
  const refusals = complaints.filter((line) => !line.startsWith('request: '));
  assert.equal(refusals.length, 2);
  for (const line of refusals) assert.match(line, /Content Security Policy.*The action has been blocked/);
  await page.context().close();
});

test('the table is searched, sorted, filtered and paged', async () => {
  const { page, complaints } = await openReport(browser, report);
  assert.equal(await status(page), `1 to 100 of ${users}`);
  await page.locator('#next').click();
  assert.equal(await status(page), `101 to 200 of ${users}`);
  await page.locator('#search').fill('night ZOE');
  await page.getByText(`1 to 1 of 1 (of ${users} in this page)`).waitFor();
  assert.deepEqual(await namesOf(page), ['Zoe Unique']);
  await page.locator('#clear').click();
  const heading = page.locator('#users thead th').first();
  await heading.getByRole('button').click();
  assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
  // Of names with signs in them the page shows something else than it sorts by.
  const up = (await namesOf(page)).filter((name) => /^\w+ \w+$/.test(name));
  assert.ok(up.length > 20);
  assert.deepEqual(up, up.toSorted(new Intl.Collator('en').compare));
  await heading.getByRole('button').click();
  assert.equal(await heading.getAttribute('aria-sort'), 'descending');
  const down = (await namesOf(page)).filter((name) => /^\w+ \w+$/.test(name));
  assert.deepEqual(down, down.toSorted(new Intl.Collator('en').compare).toReversed());
  await page.getByLabel('Type', { exact: true }).selectOption('Guest');
  const types = await page.locator('#users tbody tr td:nth-child(3)').allTextContents();
  assert.ok(types.length > 5 && types.every((type) => type === 'Guest'));
  await page.locator('#clear').click();
  await page.getByLabel('Show', { exact: true }).selectOption('new');
  assert.equal(await status(page), `1 to ${added} of ${added} (of ${users} in this page)`);
  await page.getByLabel('Show', { exact: true }).selectOption('changed');
  assert.equal(await status(page), `1 to 4 of 4 (of ${users} in this page)`);
  await page.locator('#search').fill('no such user');
  await page.getByText('Nobody matches.').waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('changes and findings open into their evidence', async () => {
  const { page, complaints } = await openReport(browser, report);
  assert.equal(await page.locator('#list-removed > li').count(), 5);
  assert.equal(await page.locator('#list-added > li').count(), added);
  await page.locator('#list-changed summary').first().click();
  const cells = await page.locator('#list-changed li').first().locator('tbody td').allTextContents();
  assert.equal(cells.at(-1), '</script><img src=x onerror=alert(1)>');
  const rule = page.locator('details.rule', { hasText: 'Guest invitation pending for too long' });
  await rule.locator('summary').first().click();
  await rule.getByText('Ask whoever invited the guest').waitFor();
  const finding = rule.locator('li details').first();
  assert.match((await finding.locator('summary').textContent()) ?? '', /Pending for \d+ days/);
  await finding.locator('summary').click();
  await finding.getByText('externalUserStateChangeDateTime').waitFor();
  assert.match((await page.locator('.notice').first().textContent()) ?? '', /removed>0: 5 of 300 users were removed/);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('everything can be reached with the keyboard alone', async () => {
  const { page } = await openReport(browser, report);
  const press = (key: string, times = 1) => Promise.all(Array.from({ length: times }, () => page.keyboard.press(key)));
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent);
  await press('Tab');
  assert.equal(await focused(), 'Skip to the users');
  await press('Enter');
  await press('Tab');
  assert.equal(await focused(), 'search');
  await page.keyboard.type('zoe unique');
  await page.getByText(`1 to 1 of 1 (of ${users} in this page)`).waitFor();
  // Past three filters, the marks, the button that clears, and the region that scrolls, to the first heading.
  for (let step = 0; step < 12 && (await focused()) !== 'Name'; step += 1) await press('Tab');
  assert.equal(await focused(), 'Name');
  await press('Enter');
  assert.equal(await page.locator('#users thead th').first().getAttribute('aria-sort'), 'ascending');
  const summary = page.locator('#list-removed summary').first();
  await summary.focus();
  await press('Enter');
  await page.locator('#list-removed dl').first().waitFor();
  await page.context().close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing serious in ${colorScheme}`, async () => {
    const { page } = await openReport(browser, report, { colorScheme });
    await page.locator('details.rule summary').first().click();
    await page.locator('#list-changed summary').first().click();
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    assert.deepEqual(
      serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
      [],
    );
    await page.context().close();
  });
}

for (const width of [360, 768, 1280, 3840]) {
  test(`nothing sticks out at ${width} pixels`, async () => {
    const { page } = await openReport(browser, report, { viewport: { width, height: 900 } });
    await page.locator('#list-changed summary').first().click();
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok((content ?? 0) <= (window ?? 0), `${content} > ${window}`);
    await page.context().close();
  });
}

test('on paper everything is open, and what is for fingers is left out', async () => {
  const { page } = await openReport(browser, report);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await page.locator('details:not([open])').count(), 0);
  await page.locator('#list-removed dl').first().waitFor();
  assert.equal(await page.locator('#search').isVisible(), false);
  await page.context().close();
});

test('what changed in the last audits is drawn and told', async () => {
  const { page } = await openReport(browser, report);
  const label = await page.getByRole('img', { name: 'Changes in the last audits' }).getAttribute('aria-label');
  assert.match(
    label ?? '',
    new RegExp(
      `^Changes in the last audits: .*0 added, 0 removed, 0 changed; .* ${added} added, 5 removed, 4 changed$`,
    ),
  );
  await page.context().close();
});

test('a table of 20,000 users is searched and sorted, and what was cut is said', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'large-report-'));
  const path = join(folder, 'report.html');
  try {
    await writeFile(path, largeReport());
    const { page, complaints } = await openReport(browser, path);
    assert.equal(await status(page), '1 to 100 of 20,000');
    await page.getByText('This table was cut: it holds the first 20,000 of 20,700 users.').waitFor();
    await page.locator('#search').fill('person 19999 dept-699');
    await page.getByText('Nobody matches.').waitFor();
    await page.locator('#search').fill('PERSON 19999 dept-399');
    await page.getByText('1 to 1 of 1 (of 20,000 in this page)').waitFor();
    assert.deepEqual(await namesOf(page), ['Person 19999']);
    await page.locator('#clear').click();
    const heading = page.locator('#users thead th').first().getByRole('button');
    await heading.click();
    await heading.click();
    assert.deepEqual((await namesOf(page)).slice(0, 3), ['Person 19999', 'Person 19998', 'Person 19997']);
    const filter = page.getByLabel('Department', { exact: true });
    assert.equal(await filter.locator('option').count(), 1 + 500 + 1);
    assert.match((await filter.locator('option').last().textContent()) ?? '', /^the first 500 of 700: search finds/);
    await filter.selectOption('dept-007');
    assert.equal(await status(page), '1 to 29 of 29 (of 20,000 in this page)');
    assert.deepEqual(complaints, []);
    await page.context().close();
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('pictures for people to look at', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'report-pictures-'));
  for (const [name, options] of [
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['narrow', { viewport: { width: 360, height: 800 } }],
    ['print', {}],
  ] as const) {
    const { page } = await openReport(browser, report, options);
    if (name === 'print') {
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    }
    const picture = await page.screenshot({ path: join(folder, `${name}.png`), fullPage: name !== 'print' });
    assert.ok(picture.length > 10_000, name);
    await page.context().close();
  }
  console.log(`Pictures of report.html are in ${folder}`);
});

/** More users than the table takes, in more departments than a filter takes. */
function largeReport(): string {
  const properties = ['id', 'displayName', 'department'];
  const counts = createUserCounts(properties);
  const table = createUsersTable(properties);
  const line = Buffer.alloc(0);
  const listed = 20_700;
  for (let number = 0; number < listed; number += 1) {
    const department = `dept-${String(number % 700).padStart(3, '0')}`;
    const user = { id: String(number), displayName: `Person ${number}`, department };
    for (const visitor of [counts, table]) visitor.onUser?.(user, line);
  }
  const bySeverity = { high: 0, medium: 0, low: 0 };
  return [
    ...htmlReport({
      ...{ listed, counts: { before: listed, after: listed }, secondReading: null, reconciled: true },
      ...{ tenantId: 'contoso.example', endedAt: 0, runUrl: undefined, certificate: undefined },
      ...{ comparison: undefined, noComparison: 'Nothing was compared: baseline is none.', gates: [], history: [] },
      findings: {
        counts: { total: 0, open: 0, accepted: 0, new: null, resolved: null, bySeverity },
        rules: [],
        samples: [],
      },
      ...{ kinds: counts.kinds(), created: counts.created(), departments: counts.departments() },
      table: table.table(false),
    }),
  ].join('');
}
