import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** The system's browser; CHROMIUM names another one. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export function launchChromium(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM || places.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error('There is no Chromium here: install the package "chromium", or set CHROMIUM to its path.');
  }
  // A container has no sandbox to offer; what is opened is our own file.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** A page, and everything that it did which it must not do. */
export interface WatchedPage {
  page: Page;
  /** Errors and warnings of the console, refused loads, and requests for anything but the file itself. */
  complaints: string[];
}

export async function openReport(
  browser: Browser,
  path: string,
  options: BrowserContextOptions = {},
  hash = '',
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const complaints: string[] = [];
  const address = `file://${path}`;
  page.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('request', (request) => {
    if (
      request.url().split('#')[0] !== address &&
      !request.url().startsWith('data:') &&
      !request.url().startsWith('blob:')
    )
      complaints.push(`request: ${request.url()}`);
  });
  await page.goto(address + hash);
  await page.locator('html.ready').waitFor();
  return { page, complaints };
}
