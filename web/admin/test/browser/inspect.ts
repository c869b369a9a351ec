/** The checks that every page must pass. */
import axe, { type AxeResults } from 'axe-core';
import { expect } from 'vitest';
import { SCREENSHOTS, type Visit } from './browser.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Checks the page as it stands with axe, keeps a picture of it, and finds no violation of the policy. */
export async function inspect({ page, faults }: Visit, name?: string): Promise<void> {
  if (name) await page.screenshot({ path: `${SCREENSHOTS}/${name}.png`, fullPage: true });
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const { violations } = (await page.evaluate(
    (values) => (window as unknown as { axe: typeof axe }).axe.run({ runOnly: { type: 'tag', values } }),
    RULES,
  )) as AxeResults;
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
  expect(faults).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, 'nothing is wider than the screen').toBeLessThanOrEqual(0);
}
