import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { htmlReport } from '../src/report/html.ts';
import { launchChromium, openReport } from '../test/browser/chromium.ts';
import { busyReport } from '../test/report/report-fixture.ts';

/**
 * Makes the pictures of report.html in the README, in both themes: `npm run screenshots`. Every name in them is made up.
 */
const target = join(import.meta.dirname, '..', 'docs', 'images');
await using folder = await mkdtempDisposable(join(tmpdir(), 'screenshots-'));
const path = join(folder.path, 'report.html');
await writeFile(path, [...htmlReport(busyReport(2_503, 2_503, 'plain'))].join(''));
await mkdir(target, { recursive: true });
const browser = await launchChromium();
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await openReport(browser, path, { colorScheme, viewport: { width: 1_100, height: 700 } });
    await page.screenshot({ path: join(target, `report-${colorScheme}.png`) });
    await page.locator('#users-heading').evaluate((heading) => heading.scrollIntoView({ behavior: 'instant' }));
    await page.screenshot({ path: join(target, `report-table-${colorScheme}.png`) });
    await page.context().close();
  }
} finally {
  await browser.close();
}
