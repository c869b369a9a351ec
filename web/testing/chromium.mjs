// Headless Chromium as every test starts it. The shell is the same engine without the browser's own windows, which cost
// half of the processor's time.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

const DEBIANS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];
/** Chromium cannot confine itself as root; nothing that it does by itself is wanted. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/**
 * Starts Chromium; the environment's CHROMIUM names another than Debian's.
 *
 * @returns {Promise<import('playwright-core').Browser>}
 * @throws where there is none, with a sentence that says what to do
 */
export async function startChromium() {
  const executablePath = process.env.CHROMIUM ?? DEBIANS.find(existsSync);
  if (!executablePath || !existsSync(executablePath))
    throw new Error(
      `there is no Chromium at ${process.env.CHROMIUM ?? DEBIANS.join(' or ')}: install Debian's package ` +
        'chromium-headless-shell or chromium, or set CHROMIUM',
    );
  let playwright;
  try {
    playwright = createRequire(import.meta.url)('playwright-core');
  } catch {
    throw new Error('playwright-core is missing: run npm ci in web/');
  }
  return playwright.chromium.launch({ executablePath, args: FLAGS });
}
