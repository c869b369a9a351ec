/**
 * Waits until nothing on a page fades or slides any more: half faded in, a text has no contrast. What turns for ever is
 * left alone.
 *
 * @param {import('playwright-core').Page} page
 */
export async function settle(page) {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(
          ({ effect, playState }) =>
            playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
        )
        .map(({ finished }) => finished),
    ),
  );
}
