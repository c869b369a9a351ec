/** The turnout on a union's website: another origin, one script by its hash, no string ever made code. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heading, startBrowser, type Visit, visit } from '../../../testing/browser.ts';
import { inspect, inspectEverywhere, picture } from '../../../testing/inspect.ts';
import { answer, ballotOf, type Sites, STATES, type State, startSites } from '../sites.ts';

const LINK = { en: 'The turnout of this ballot', cy: 'Ffigurau’r bleidlais hon' };

let browser: Browser;
let sites: Sites;
let open: Visit[] = [];

beforeAll(async () => {
  browser = await startBrowser();
});
beforeEach(async () => {
  sites = await startSites();
});
afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  open = [];
  sites.close();
});
afterAll(() => browser?.close());

async function person(): Promise<Visit> {
  const someone = await visit(browser);
  open.push(someone);
  return someone;
}

type Language = 'en' | 'cy';

const element = (state: State, language: Language) =>
  `<ballot-turnout ballot="${ballotOf(state)}" lang="${language}">` +
  `<a href="${sites.tellers}/turnout/${ballotOf(state)}">${LINK[language]}</a></ballot-turnout>`;

/** The union's page around some content, with the script as the webmaster pasted it. */
function unionPage(content: string, language: Language = 'en'): void {
  const { address, integrity } = sites.script;
  sites.page = `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>Napo: Workloads ballot</title>
    <link rel="stylesheet" href="/style.css">
    <script async src="${address}" integrity="${integrity}" crossorigin="anonymous"></script></head>
    <body><header>Napo</header><main><h1>Workloads ballot</h1>${content}</main></body></html>`;
}

const card = (state: State, language: Language) => `<section><h2>${state}</h2>${element(state, language)}</section>`;
const turnout = (page: Page, state: State) => page.locator(`ballot-turnout[ballot="${ballotOf(state)}"]`);

describe('on a website of another origin', () => {
  it.each(['en', 'cy'] as const)(
    'says every state in %s, accessible and within the page’s policy',
    async (language) => {
      const someone = await person();
      const { page } = someone;
      unionPage(`<div class="cards">${STATES.map((state) => card(state, language)).join('')}</div>`, language);
      await page.goto(sites.union);
      for (const state of STATES) {
        const { figure, markText, window, updated } = answer(state, language);
        for (const said of [figure, markText, window, updated])
          if (said) await turnout(page, state).getByText(said, { exact: true }).waitFor();
        expect(await turnout(page, state).getByRole('link', { name: LINK[language] }).isVisible()).toBe(true);
        const withFigures = state === 'open' || state === 'closed';
        expect(await turnout(page, state).getByRole('meter').count()).toBe(withFigures ? 1 : 0);
      }
      await inspectEverywhere(someone, `widget-${language}`);
    },
  );

  it('has a bar whose length and name are the figures, with the mark at its place', async () => {
    const { page } = await person();
    unionPage(card('open', 'en'));
    await page.goto(sites.union);
    const bar = turnout(page, 'open').getByRole('meter', { name: '4,213 of 10,380 members have voted (40.6%)' });
    expect(await bar.getAttribute('aria-valuenow')).toBe('40.6');
    const [whole, fill, mark] = await Promise.all(
      [bar, bar.locator('[part=fill]'), bar.locator('[part=mark]')].map((one) => one.boundingBox()),
    );
    if (!whole || !fill || !mark) throw new Error('the bar is not drawn');
    expect(fill.width / whole.width).toBeCloseTo(0.406, 1);
    expect((mark.x + mark.width / 2 - whole.x) / whole.width).toBeCloseTo(0.5, 1);
    const font = (locator: typeof bar) => locator.evaluate((drawn) => getComputedStyle(drawn).fontFamily);
    expect(await font(bar)).toBe(await font(page.locator('body')));
  });

  it('tells the voters’ origin nothing but which ballot, and in which language', async () => {
    const { page } = await person();
    unionPage(card('open', 'cy'));
    await page.context().addCookies([{ name: 'session', value: 'officer', url: sites.tellers }]);
    await page.goto(sites.union);
    await turnout(page, 'open').getByRole('meter').waitFor();
    const [asked, ...others] = sites.requests.filter(({ url }) => url?.startsWith('/api/'));
    expect(others).toEqual([]);
    expect(asked?.url).toBe(`/api/reporting/ballots/${ballotOf('open')}/turnout/widget?lang=cy`);
    expect(asked?.headers.cookie).toBeUndefined();
    expect(asked?.headers.referer).toBeUndefined();
  });

  it('speaks the language of the page where none is named, and changes with it', async () => {
    const { page } = await person();
    unionPage(card('open', 'cy').replace(' lang="cy"', ''), 'cy');
    await page.goto(sites.union);
    await turnout(page, 'open')
      .getByText(answer('open', 'cy').figure as string)
      .waitFor();
    await turnout(page, 'open').evaluate((one) => one.setAttribute('lang', 'en'));
    await turnout(page, 'open')
      .getByText(answer('open', 'en').figure as string)
      .waitFor();
  });

  it('leaves the link standing while there is no answer', async () => {
    const someone = await person();
    const { page } = someone;
    sites.turnout.delete(ballotOf('open'));
    unionPage(card('open', 'en'));
    await page.goto(sites.union);
    await expect.poll(() => sites.requests.filter(({ url }) => url?.includes('/turnout/widget')).length).toBe(1);
    expect(await turnout(page, 'open').innerText()).toBe(LINK.en);
    await inspect(someone, 'widget-phone-no-answer');
  });

  it('shows new figures by the minute, and keeps the last ones when no answer comes, saying so', async () => {
    const someone = await person();
    const { page } = someone;
    await page.clock.install();
    unionPage(card('open', 'en'));
    await page.goto(sites.union);
    const shown = turnout(page, 'open');
    await shown.getByText('4,213 of 10,380').waitFor();
    expect(await shown.getByText('could not be updated').count()).toBe(0);

    sites.turnout.delete(ballotOf('open'));
    // Past the browser's own minute too, so that the network is asked.
    await page.route('**/turnout/widget*', (route) => route.continue());
    await page.clock.fastForward(60_000);
    await shown.getByText('This could not be updated just now').waitFor();
    expect(await shown.getByText('4,213 of 10,380').isVisible()).toBe(true);
    await inspect(someone, 'widget-phone-stale');

    sites.turnout.set(ballotOf('open'), 'closed');
    await page.clock.fastForward(60_000);
    await shown.getByText('5,614 of 10,380 members voted (54.1%)').waitFor();
    expect(await shown.getByText('could not be updated').count()).toBe(0);
  });

  it('does not run another script than the one that the page names', async () => {
    const { page } = await person();
    sites.instead = "document.body.textContent = 'changed'";
    unionPage(card('open', 'en'));
    const refused = page.waitForEvent('console', (message) => message.text().includes('integrity'));
    await page.goto(sites.union);
    await refused;
    expect(await turnout(page, 'open').innerText()).toBe(LINK.en);
  });
});

describe('in a frame', () => {
  for (const [base, language] of [
    ['', 'en'],
    ['/cy', 'cy'],
  ] as const)
    it(`stands whole on a website of another origin in ${language}`, async () => {
      const someone = await person();
      const { page, faults } = someone;
      const source = `${sites.tellers}${base}/embed/turnout/${ballotOf('open')}`;
      // As oEmbed answers (TurnoutPages.java), in the width that a phone leaves.
      unionPage(`<iframe src="${source}" width="356" height="340" title="Turnout" loading="lazy"></iframe>`);
      await page.goto(sites.union);
      const frame = page.frameLocator('iframe');
      await frame.getByText(answer('open', language).figure as string).waitFor();
      await frame.getByText(language === 'cy' ? 'Balot llwyth gwaith 2026' : 'Workloads ballot 2026').waitFor();
      const [height, room] = await frame.locator('html').evaluate((root) => [root.scrollHeight, innerHeight]);
      expect(height).toBeLessThanOrEqual(room as number);
      await picture(page, `widget-frame-${language}`);
      expect(faults).toEqual([]);
    });
});

describe('on its own page', () => {
  it('names the ballot and the way to embed it, and has a Welsh twin', async () => {
    const someone = await person();
    const { page } = someone;
    const shot = async (language: Language) => {
      await inspectEverywhere(someone, `turnout-${language}`);
    };
    await page.goto(`${sites.tellers}/turnout/${ballotOf('open')}`);
    await heading(page, 'Turnout');
    await page.getByText('Workloads ballot 2026').waitFor();
    await page.getByText(answer('open', 'en').figure as string).waitFor();
    expect(await page.locator('link[type="application/json+oembed"]').getAttribute('href')).toBe(
      `${sites.tellers}/oembed?url=${encodeURIComponent(page.url())}&format=json`,
    );
    await shot('en');
    await page.getByRole('link', { name: 'Cymraeg' }).click();
    await heading(page, 'Faint sydd wedi pleidleisio');
    await page.getByText('Balot llwyth gwaith 2026').waitFor();
    await page.getByText(answer('open', 'cy').figure as string).waitFor();
    await shot('cy');
  });
});
