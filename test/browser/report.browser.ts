import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { hostileNames } from '../../emulator/directory/hostile-names.ts';
import { htmlReport } from '../../src/report/html.ts';
import type { ReportData } from '../../src/report/report-data.ts';
import { allColumns, busyReport, packed, reportData } from '../report/report-fixture.ts';
import { launchChromium, openReport } from './chromium.ts';

let browser: Browser;
let folder = '';
const users = 600;

before(async () => {
  browser = await launchChromium();
  folder = await mkdtemp(join(tmpdir(), 'report-'));
  await writeFile(join(folder, 'busy.html'), [...htmlReport(busyReport(users))].join(''));
});

after(async () => {
  await browser?.close();
  await rm(folder, { recursive: true });
});

async function open(data: ReportData | undefined, options: BrowserContextOptions = {}, hash = '') {
  const path = join(folder, data === undefined ? 'busy.html' : 'other.html');
  if (data !== undefined) await writeFile(path, [...htmlReport(data)].join(''));
  return openReport(browser, path, options, hash);
}

const rowsOf = (page: Page) => page.locator('#users tbody tr');
const namesOf = (page: Page) => page.locator('#users tbody .open').allTextContents();
const status = (page: Page) => page.locator('#status').textContent();
const focused = (page: Page) => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent);

test('hostile names are shown and do nothing; nothing is loaded, nothing is complained about', async () => {
  const rows = hostileNames.map((name, index) => [
    name,
    `h${index}@x`,
    'Member',
    'enabled',
    name,
    null,
    0,
    null,
    `h${index}`,
  ]);
  const { page, complaints } = await open(
    reportData({
      table: packed(
        allColumns,
        rows,
        rows.map(() => 0),
      ),
    }),
  );
  const names: (string | null)[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    await page.evaluate((id) => {
      location.hash = `user=${id}`;
    }, `h${index}`);
    await page.locator('#person-upn').getByText(`h${index}@x`, { exact: true }).waitFor();
    names.push(await page.locator('#person-name').textContent());
  }
  assert.ok(names.includes('<script>alert(1)</script>'), 'as it is');
  assert.ok(names.includes('" onmouseover="x'), 'as it is');
  assert.ok(names.includes('invoice\u27e8U+202E\u27e9fdp.exe'), 'what cannot be seen is named');
  // Whatever a name tried, there are only the elements that the page itself has.
  assert.equal(await page.locator('img, iframe, object, form, svg svg, main script').count(), 0);
  assert.equal(await page.locator('[onmouseover], [onfocus], [autofocus], [style]:not(#users, th)').count(), 0);
  assert.equal(await page.evaluate(() => document.scripts.length), 2);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('the policy refuses what an injection would try', async () => {
  const { page, complaints } = await open(undefined);
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

test('the letter is read without a script', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`file://${join(folder, 'busy.html')}`);
  await page.getByText('17 joined', { exact: false }).first().waitFor();
  assert.equal(await page.locator('#needs + ol mark').textContent(), '\u0435');
  await page.getByText('The table needs the script of this page').waitFor();
  await context.close();
});

test('the table is searched, sorted, filtered, and saved as it is seen', async () => {
  const { page, complaints } = await open(undefined);
  assert.equal(await status(page), `${users} users.`);
  await page.locator('#search').fill('person76@ legal');
  await page.getByText('Nobody matches.').waitFor();
  await page.locator('#search').fill('PERSON75@ legal');
  await page.getByText(`1 of ${users} users match.`).waitFor();
  assert.deepEqual(await namesOf(page), ['Dmitri Person 75']);
  await page.locator('#clear').click();
  const heading = page.locator('#users thead th').nth(1);
  await heading.getByRole('button').click();
  assert.equal(await heading.getAttribute('aria-sort'), 'ascending');
  const upns = () => page.locator('#users tbody td:nth-child(2)').allTextContents();
  assert.deepEqual(await upns(), (await upns()).toSorted());
  await heading.getByRole('button').click();
  assert.equal(await heading.getAttribute('aria-sort'), 'descending');
  assert.equal((await upns())[0], 'person9@contoso.example');
  await page.locator('#column-2').selectOption('Guest');
  assert.equal(await status(page), `86 of ${users} users match.`);
  await page.locator('#clear').click();
  await page.getByRole('button', { name: 'High severity' }).click();
  assert.deepEqual(await namesOf(page), ['Anna M\u0435ier']);
  const downloading = page.waitForEvent('download');
  await page.locator('#save').click();
  const saved = await readFile(await (await downloading).path(), 'utf8');
  assert.equal(
    saved,
    '\ufeffName,User principal name,Type,State,Department,Created,Licences\r\nAnna M\u0435ier,person1@contoso.example,Member,enabled,Engineering,2016-02-11,Microsoft 365 E5\r\n',
  );
  await page.getByText('Columns').click();
  await page.getByLabel('Id', { exact: true }).check();
  assert.equal(await page.locator('#users thead th:visible').count(), 8);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('a person is opened by a link and told as a whole; Escape closes, and the focus goes back', async () => {
  const { page, complaints } = await open(undefined, {}, '#user=00000000-0000-4000-8000-000000000005');
  const person = page.locator('#person');
  await person.getByText('Department: Sales \u2192 Legal').waitFor();
  await person.getByText('became a member', { exact: false }).waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await person.isVisible(), false);
  assert.equal(new URL(page.url()).hash, '');
  const link = page.locator('#needs + ol a.person').first();
  await link.focus();
  await page.keyboard.press('Enter');
  await person.getByText('Its name looks like another user').first().waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await link.evaluate((element) => element === document.activeElement), true);
  await page.evaluate(() => {
    location.hash = 'user=gone-0';
  });
  await person.getByText('In the recycle bin since 2026-11-25 03:00 UTC').waitFor();
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    location.hash = 'rule=guest-without-sponsor';
  });
  await page.getByText(`3 of ${users} users match.`).waitFor();
  await page.locator('#rule-chip').click();
  assert.equal(await status(page), `${users} users.`);
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('everything can be reached with the keyboard alone', async () => {
  const { page } = await open(undefined);
  const press = async (key: string) => page.keyboard.press(key);
  await press('Tab');
  assert.equal(await focused(page), 'Skip to the table of everybody');
  await press('Enter');
  await press('Tab');
  assert.equal(await focused(page), 'search');
  for (let step = 0; step < 25 && (await focused(page)) !== 'Anna Meier'; step += 1) await press('Tab');
  assert.equal(await focused(page), 'Anna Meier');
  await press('ArrowDown');
  assert.equal(await focused(page), 'Anna M\u0435ier');
  await press('End');
  assert.equal(await focused(page), `Priya Person ${users - 1}`);
  assert.equal(await page.locator('#users tbody tr').last().getAttribute('aria-rowindex'), String(users + 1));
  await press('PageUp');
  assert.notEqual(await focused(page), `Priya Person ${users - 1}`);
  await press('Home');
  await press('Enter');
  await page.locator('#person').getByText('Properties').waitFor();
  await press('Escape');
  assert.equal(await focused(page), 'Anna Meier');
  const rule = page.locator('details.rule summary').first();
  await rule.focus();
  await press('Enter');
  await page.locator('details.rule .finding').first().waitFor();
  await page.context().close();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in ${colorScheme}`, async () => {
    const { page } = await open(undefined, { colorScheme, reducedMotion: 'reduce' });
    const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await page.evaluate(axeSource);
    const violations = async () => {
      const found = await page.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
    };
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), 'auto');
    for (const summary of await page.locator('section > details > summary').all()) await summary.click();
    assert.deepEqual(await violations(), []);
    await page.locator('#needs + ol a.person').first().click();
    assert.deepEqual(await violations(), []);
    await page.context().close();
  });
}

for (const width of [360, 768, 1280, 3840]) {
  test(`nothing sticks out at ${width} pixels`, async () => {
    const { page } = await open(undefined, { viewport: { width, height: 900 } });
    for (const details of await page.locator('details').all())
      await details.evaluate((element) => element.setAttribute('open', ''));
    // A browser that turns the page around for its reader is no reason to fall apart.
    for (const direction of ['rtl', 'ltr']) {
      const [content, window] = await page.evaluate((dir) => {
        document.documentElement.dir = dir;
        return [document.documentElement.scrollWidth, innerWidth];
      }, direction);
      assert.ok((content ?? 0) <= (window ?? 0), `${direction}: ${content} > ${window}`);
    }
    const table = page.locator('#scroller');
    if (width >= 1280) assert.ok(await table.evaluate((one) => one.scrollWidth <= one.clientWidth), 'no column is cut');
    await page.context().close();
  });
}

test('a narrow window sorts by every column that is shown', async () => {
  const { page } = await open(undefined, { viewport: { width: 360, height: 800 } });
  const order = page.getByLabel('Sort by');
  const offered = await order.locator('option:not([hidden])').allTextContents();
  const shown = allColumns.filter(({ hiddenByDefault }) => !hiddenByDefault).map(({ label }) => label);
  assert.deepEqual(offered, ['order of the list', ...shown.flatMap((label) => [`${label} \u25b2`, `${label} \u25bc`])]);
  await order.selectOption('Created \u25bc');
  assert.match((await page.locator('#users tbody tr').first().innerText()) ?? '', / \u00b7 2026-0\d-1\d/);
  await order.selectOption('User principal name \u25bc');
  assert.match((await page.locator('#users tbody tr').first().innerText()) ?? '', /person9@contoso\.example/);
  await page.context().close();
});

test('what could deny that somebody exists says what it does not know', async () => {
  const { findings, evidence, table } = busyReport(60);
  const rules = findings.rules.map((rule) =>
    rule.id === 'guest-without-sponsor' ? { ...rule, counts: { ...rule.counts, total: 5_000 } } : rule,
  );
  const { page } = await open(
    reportData({ findings: { ...findings, rules }, table, evidence: { ...evidence, reconciled: false } }),
  );
  const isMissing = 'The list is not complete: somebody may be missing from it.';
  await page.locator('#search').fill('no such person');
  await page.getByText(`Nobody in this page matches. ${isMissing}`).waitFor();
  for (const [rule, words] of [
    ['guest-without-sponsor', 'The rule found 5,000, of which this page tells 3; all are in findings.json.'],
    ['no-such-rule', 'There is no rule no-such-rule.'],
  ] as const) {
    await page.evaluate((id) => {
      location.hash = `rule=${id}`;
    }, rule);
    await page.locator('#status').getByText(words).waitFor();
  }
  // Their findings and changes had no room.
  for (const [number, words] of [
    [51, 'Something was found: findings.json says what.'],
    [5, 'Changed since the last audit: changes.json says what.'],
    [3, 'Joined since the last audit.'],
    [999, 'whoever it is was not in the list, which is not complete'],
  ] as const) {
    await page.evaluate(
      (id) => {
        location.hash = `user=${id}`;
      },
      `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    );
    await page.locator('#person').getByText(words).waitFor();
  }
  await page.context().close();
});

test('on paper the letter takes two pages at the most, however much there is, and says what is not there', async () => {
  const { needs, changes, ...rest } = busyReport(users);
  const [need] = needs;
  const [person] = need?.people ?? [];
  assert.ok(need && person);
  const many = Array.from({ length: 40 }, (_, number) => ({
    ...{ ...need, title: `${need.title}, number ${number}` },
    people: Array.from({ length: 20 }, () => person),
  }));
  const added = Array.from({ length: 500 }, (_, index) => changes.added[index % 17] ?? { id: '' });
  const { page } = await open({ ...rest, needs: many, changes: { ...changes, added } });
  // Behind the letter stand the tables.
  await page.evaluate(() => {
    for (const id of ['findings', 'users-heading', 'evidence'])
      document.getElementById(id)?.closest('section')?.remove();
  });
  const pdf = await page.pdf({ format: 'A4' });
  const pages = pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;
  assert.ok(pages <= 2, `${pages} pages`);
  assert.match((await page.locator('header .paper').textContent()) ?? '', /^On paper stand the first 6 matters/);
  await page.context().close();
});

test('on paper the table has as many rows as somebody reads, and says so', async () => {
  const { page } = await open(undefined);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await rowsOf(page).count(), 200);
  assert.equal(
    await page.locator('#printed').textContent(),
    'On paper stand 200 of the 600 rows that were chosen. Everybody is in users.jsonl.',
  );
  await page.context().close();
});

test('100,000 users of a million: what was left out is said, and how long things take', async () => {
  const { page, complaints } = await open(busyReport(100_000, 1_000_000));
  const held = 'This page holds 100,000 of 1,000,000 users';
  await page.locator('#search').fill('no such person');
  await page.getByText(`Nobody in this page matches. ${held}; everybody is in users.jsonl.`).waitFor();
  await page.evaluate(() => {
    location.hash = 'user=who-is-this';
  });
  await page.locator('#person').getByText(`${held}, and not this one`, { exact: false }).waitFor();
  await page.keyboard.press('Escape');
  assert.ok((await rowsOf(page).count()) < 60);
  const times = await page.evaluate(() => {
    const search = document.getElementById('search') as HTMLInputElement;
    const timed = (work: () => void) => {
      const from = performance.now();
      work();
      // Makes the browser lay out.
      document.getElementById('users')?.getBoundingClientRect();
      return Math.round(performance.now() - from);
    };
    const searched = ['p', 'person 99', 'engineering', ''].map((words) =>
      timed(() => {
        search.value = words;
        search.dispatchEvent(new Event('input'));
      }),
    );
    const sorted = timed(() => (document.querySelector('#users thead button') as HTMLElement).click());
    const paint = Math.round(performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0);
    return { paint, searched, sorted };
  });
  console.log(
    `100,000 rows: first paint after ${times.paint} ms, searches ${times.searched.join(', ')} ms, sort ${times.sorted} ms`,
  );
  assert.deepEqual(complaints, []);
  await page.context().close();
});

test('pictures for people to look at', async () => {
  const pictures = await mkdtemp(join(tmpdir(), 'report-pictures-'));
  const nobody = { ...reportData().evidence, listed: 0, counts: { before: 0, after: 0 } };
  const empty = reportData({ evidence: nobody, table: packed(allColumns, [], []) });
  const unreconciled = reportData({
    headline: {
      text: 'The list is NOT complete: it holds 3 users, Graph counted 5 before and 5 after it.',
      mood: 'error',
    },
    evidence: { ...reportData().evidence, reconciled: false, counts: { before: 5, after: 5 } },
  });
  const scenes: [string, ReportData | undefined, BrowserContextOptions][] = [
    ['light', undefined, { colorScheme: 'light' }],
    ['dark', undefined, { colorScheme: 'dark' }],
    ['360', undefined, { viewport: { width: 360, height: 800 } }],
    ['3840', undefined, { viewport: { width: 3_840, height: 2_160 } }],
    ['first-audit', reportData(), {}],
    ['empty', empty, {}],
    ['unreconciled', unreconciled, {}],
    ['left-out', busyReport(50, 1_000), {}],
    ['print', undefined, {}],
  ];
  for (const [name, data, options] of scenes) {
    const { page } = await open(data, options);
    if (name === 'print') await page.emulateMedia({ media: 'print' });
    const picture = await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
    assert.ok(picture.length > 10_000, name);
    await page.context().close();
  }
  console.log(`Pictures of report.html are in ${pictures}`);
});
