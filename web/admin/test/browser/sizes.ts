import { expect } from 'vitest';
import { phone, SCREENSHOTS, type Visit } from '../../../testing/browser.ts';
import { inspect } from '../../../testing/inspect.ts';

/** Looks at a step of a walk on a narrow screen, a phone and a desktop. */
export async function everySize(someone: Visit, name: string): Promise<void> {
  const { page } = someone;
  await page.setViewportSize({ width: 320, height: 568 });
  await page.screenshot({ path: `${SCREENSHOTS}/narrow-${name}.png`, fullPage: true });
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, 'nothing is wider than the narrow screen').toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 900 });
  await inspect(someone, `desktop-${name}`);
  await page.setViewportSize(phone);
  await inspect(someone, `phone-${name}`);
}
