import { mkdir, mkdtempDisposable, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { marked } from 'marked';
import { launchChromium, openReport } from '../test/browser/chromium.ts';
import { startDemo } from './demo-tenant.ts';

/**
 * Makes the pictures of README and docs from the demo's second day, in both themes: `npm run screenshots`. Every name in
 * them is made up.
 */
const root = join(import.meta.dirname, '..');
const target = join(root, 'docs', 'images');
await using folder = await mkdtempDisposable(join(tmpdir(), 'screenshots-'));
await using demo = await startDemo(2_500);
await demo.monday();
demo.night();
const { outputs, summary } = await demo.tuesday();
const report = outputs['report-file'] ?? '';
const summaryPage = join(folder.path, 'summary.html');
// GitHub's own look, from a package that takes it from GitHub's pages.
const look = await readFile(join(root, 'node_modules/github-markdown-css/github-markdown.css'), 'utf8');
await writeFile(
  summaryPage,
  `<!doctype html><meta charset="utf-8"><title>Summary</title><style>${look} body{margin:0} .markdown-body{padding:24px;min-height:100vh;box-sizing:border-box}</style><article class="markdown-body">${await marked(summary)}</article>`,
);
await mkdir(target, { recursive: true });
const browser = await launchChromium();
try {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page } = await openReport(browser, report, { colorScheme, viewport: { width: 1_100, height: 700 } });
    await page.screenshot({ path: join(target, `report-${colorScheme}.png`) });
    await page.locator('#users-heading').evaluate((heading) => heading.scrollIntoView({ behavior: 'instant' }));
    await page.screenshot({ path: join(target, `report-table-${colorScheme}.png`) });
    await page.context().close();
    const context = await browser.newContext({ colorScheme, viewport: { width: 1_000, height: 760 } });
    const sheet = await context.newPage();
    await sheet.goto(`file://${summaryPage}`);
    await sheet.screenshot({ path: join(target, `summary-${colorScheme}.png`) });
    await context.close();
  }
} finally {
  await browser.close();
}
