import { launchChromium } from '../test/browser/chromium.ts';

/** How long report.html takes to be seen and to be of use, and how quick its search is; the median of five. */
export async function openTimes(path: string): Promise<string> {
  const browser = await launchChromium();
  try {
    const times: { paint: number; ready: number; search: number }[] = [];
    for (let round = 0; round < 5; round += 1) {
      const page = await browser.newPage();
      await page.goto(`file://${path}`);
      await page.locator('html.ready').waitFor();
      // What runs in the page is text here: this program knows no document.
      times.push(
        (await page.evaluate(`new Promise((resolve) => {
          const ready = performance.now();
          requestAnimationFrame(() => requestAnimationFrame(() => {
            const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? ready;
            const search = document.getElementById('search');
            const status = document.getElementById('status');
            const before = performance.now();
            new MutationObserver(() => resolve({ paint, ready, search: performance.now() - before })).observe(status, { childList: true });
            search.value = 'anna sales';
            search.dispatchEvent(new Event('input'));
          }));
        })`)) as { paint: number; ready: number; search: number },
      );
      await page.close();
    }
    const median = (name: 'paint' | 'ready' | 'search') =>
      times.map((time) => time[name]).sort((a, b) => a - b)[2] ?? 0;
    return `report.html of 20,000 users in Chromium ${browser.version()}: first paint after ${median('paint').toFixed(0)} ms, the table is there after ${median('ready').toFixed(0)} ms, a search takes ${median('search').toFixed(0)} ms.`;
  } finally {
    await browser.close();
  }
}
