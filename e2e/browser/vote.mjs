#!/usr/bin/env node
// Votes through the whole stack as a member does: headless Chromium, from the link in the mail to the receipt.
//
//   node e2e/browser/vote.mjs --link URL --choose "1" --screenshots DIR
//
// --choose: for each question, in order, the index of the answer from 0, or "blank", separated by commas; several
// answers to one question are joined by "+". Prints one JSON line {"tracker","cspViolations","axeViolations"}. Exit
// code 1 with one line on standard error when no receipt was reached. Needs `npm ci` in web/ and a Chromium
// (Debian's, or the one that CHROMIUM names). The link's code is never printed.
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startChromium } from '../../web/testing/chromium.mjs';

const STEP_MS = 30_000;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

class Failure extends Error {}

function readArguments() {
  const usage = 'usage: vote.mjs --link URL --choose "1[,…]" --screenshots DIR';
  try {
    const { values } = parseArgs({
      options: { link: { type: 'string' }, choose: { type: 'string' }, screenshots: { type: 'string' } },
    });
    const { link, choose, screenshots } = values;
    if (!link || !choose || !screenshots || !/^https?:\/\/[^#]+\/v\/[^#]+#.+$/.test(link)) throw new Failure(usage);
    const choices = choose.split(',').map((text) => text.trim().split('+'));
    if (!choices.flat().every((choice) => /^(\d+|blank)$/.test(choice))) throw new Failure(usage);
    return { link, choices, screenshots };
  } catch {
    throw new Failure(usage);
  }
}

async function vote() {
  const { link, choices, screenshots } = readArguments();
  mkdirSync(screenshots, { recursive: true });

  const browser = await startChromium().catch(({ message }) => {
    throw new Failure(message);
  });
  const axe = createRequire(new URL('../../web/package.json', import.meta.url))('axe-core');
  try {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' });
    const violations = { csp: [], axe: [] };
    await context.exposeFunction('reportViolation', (what) => violations.csp.push(what));
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (e) => window.reportViolation(`${e.violatedDirective} ${e.blockedURI}`));
    });
    const page = await context.newPage();
    page.setDefaultTimeout(STEP_MS);

    /** The heading of the page shown, once it is another than before. */
    const heading = async (before) => {
      await page.waitForFunction((old) => {
        const text = document.querySelector('h1')?.textContent;
        return text && text !== old && document.querySelector('.bar') === null;
      }, before);
      return page.locator('h1').textContent();
    };
    let pictures = 0;
    const look = async (name) => {
      await page.screenshot({ path: join(screenshots, `${++pictures}-${name}.png`), fullPage: true });
      if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
      const found = await page.evaluate((values) => window.axe.run({ runOnly: { type: 'tag', values } }), RULES);
      violations.axe.push(...found.violations.map(({ id }) => `${name}: ${id}`));
    };
    const press = (name) => page.getByRole('button', { name, exact: true }).click();

    // This member reads English, whatever the language of the mail.
    await page.goto(link.replace('/cy/v/', '/v/'));
    await page.getByText('Voting closes at').or(page.locator('main:not(:has(#code))')).first().waitFor();
    if (page.url().includes('#')) throw new Failure('the code is still in the address');
    await look('code');
    let title = await page.locator('h1').textContent();
    if ((await page.locator('#code').count()) === 0) throw new Failure(`the page says: ${title}`);
    await press('Continue');

    for (const [i, chosen] of choices.entries()) {
      title = await heading(title);
      if ((await page.locator('.question').count()) === 0)
        throw new Failure(`instead of question ${i + 1} the page says: ${title}`);
      for (const answer of chosen) await page.locator(`#answer-${answer}`).check();
      await look(`question-${i + 1}`);
      await press('Next page');
    }
    title = await heading(title);
    if (title !== 'Check your vote') throw new Failure(`instead of the review the page says: ${title}`);
    await look('review');
    await press('Submit my vote');
    title = await heading(title);
    if (title !== 'Your vote has been received') throw new Failure(`instead of the receipt the page says: ${title}`);
    await look('received');
    const tracker = (await page.locator('#tracker').textContent()).replaceAll(/\s/g, '');
    for (const what of [...violations.csp, ...violations.axe]) process.stderr.write(`${what}\n`);
    const counts = { cspViolations: violations.csp.length, axeViolations: violations.axe.length };
    process.stdout.write(`${JSON.stringify({ tracker, ...counts })}\n`);
  } finally {
    await browser.close();
  }
}

try {
  await vote();
} catch (e) {
  // One line, and never the link: its last part is a member's code.
  const message = String(e instanceof Error ? e.message : e).split('\n')[0];
  process.stderr.write(`vote: ${message.replaceAll(/#\S+/g, '#…')}\n`);
  process.exitCode = 1;
}
