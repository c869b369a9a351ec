/** Headless Chromium as tests use it, with the page's security and accessibility watched all the time. */
import type { Browser, Page } from 'playwright-core';
import { startChromium } from './chromium.mjs';

export { startChromium as startBrowser } from './chromium.mjs';

let shared: Promise<Browser> | undefined;

/** One Chromium for all files of a workspace whose tests are not isolated; it ends with the program that runs them. */
export function sharedBrowser(): Promise<Browser> {
  shared ??= startChromium();
  return shared;
}

export interface Visit {
  readonly page: Page;
  /** Violations of the Content Security Policy and errors of the page so far. */
  readonly faults: string[];
  close(): Promise<void>;
}

export const phone = { width: 390, height: 844 };

/** A new person with an empty browser. */
export async function visit(browser: Browser, viewport = phone): Promise<Visit> {
  const context = await browser.newContext({
    viewport,
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'America/New_York',
    acceptDownloads: true,
  });
  const faults: string[] = [];
  await context.exposeFunction('reportFault', (fault: string) => faults.push(fault));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (e) => {
      (window as unknown as { reportFault(fault: string): void }).reportFault(`${e.violatedDirective} ${e.blockedURI}`);
    });
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted ?Type/i.test(message.text())) faults.push(message.text());
  });
  return { page, faults, close: () => context.close() };
}

/** Waits for the page with this heading. */
export async function heading(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('heading', { level: 1, name }).waitFor();
}
