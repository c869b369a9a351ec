/** The checks that every page of every app must pass. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { phone, type Visit } from './browser.ts';
import { settle } from './settle.mjs';

const WEB = fileURLToPath(new URL('..', import.meta.url));

/** Pictures of what was inspected are for people to look at: they are made where the environment has PICTURES. */
const PICTURES = Boolean(process.env.PICTURES);

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The narrowest screen that the pages are made for; what is on it is what a phone shows. */
const narrow = { width: 320, height: 568 };
const desktop = { width: 1280, height: 900 };

/** Checks the page as it stands with axe, and its looks. */
export async function inspect(someone: Visit, name?: string): Promise<void> {
  await looks(someone, name);
  const { page } = someone;
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  await settle(page);
  const violations = await page.evaluate(async (values) => {
    const { run } = (window as unknown as { axe: typeof axe }).axe;
    const found = await run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  }, RULES);
  expect(violations).toEqual([]);
}

/** Nothing is wider than the screen, and the policy was kept. */
async function looks({ page, faults }: Visit, name?: string): Promise<void> {
  if (name) await picture(page, name);
  expect(faults).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, 'nothing is wider than the screen').toBeLessThanOrEqual(0);
}

/** Keeps a picture of the whole page, in a folder of its workspace's name, where pictures are wanted. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  const workspace = expect.getState().testPath?.slice(WEB.length).split('/')[0];
  await page.screenshot({ path: `${WEB}test-results/${workspace}/${name}.png`, fullPage: true });
}

/**
 * Looks at the page on a desktop and on a narrow screen, inspects it on a phone, and leaves it there. What axe reads is
 * the same on every screen: once is enough.
 *
 * @param dark whether the page looks different where people want it dark
 */
export async function inspectEverywhere(someone: Visit, name: string, { dark = false } = {}): Promise<void> {
  const { page } = someone;
  await page.setViewportSize(desktop);
  await looks(someone, `desktop-${name}`);
  await page.setViewportSize(narrow);
  await looks(someone, `narrow-${name}`);
  await page.setViewportSize(phone);
  await inspect(someone, `phone-${name}`);
  if (!dark) return;
  await page.emulateMedia({ colorScheme: 'dark' });
  await inspect(someone, `phone-dark-${name}`);
  await page.emulateMedia({ colorScheme: 'light' });
}
