/** The page that gives a webmaster what to paste, in Chromium under HQ's headers. */
import type { Browser } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heading, phone, sharedBrowser, type Visit, visit } from '../../../testing/browser.ts';
import { inspect, inspectEverywhere } from '../../../testing/inspect.ts';
import type { components as Gateway } from '../../src/api/generated/gateway.ts';
import type { components as Reporting } from '../../src/api/generated/reporting.ts';
import { startServer, type TestServer } from '../server.ts';
import { ok, problem } from '../stage.ts';

const officer = { user: 'officer', name: 'Olwen Officer', roles: ['officer'] };

const EMBEDDING: Gateway['schemas']['Embedding'] = {
  votersOrigin: 'https://vote.example',
  script: 'https://vote.example/widget/0123456789abcdef/ballot-turnout.js',
  integrity: 'sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC',
};
const SAID: Reporting['schemas']['TurnoutWidget'] = {
  state: 'open',
  figure: '4,213 of 10,380 members have voted (40.6%)',
  percent: 40.6,
  mark: 50,
  markText: 'The line marks the 50% that a statutory ballot needs',
  window: 'Voting closes at noon on Friday 27 February 2026',
  updated: 'Updated at 3.15 pm on Wednesday 18 February 2026',
  stale: 'This could not be updated just now',
};

let browser: Browser;
let server: TestServer;
let someone: Visit;

beforeAll(async () => {
  browser = await sharedBrowser();
});
beforeEach(async () => {
  server = await startServer();
  server.person = officer;
  server.instead.set('GET /api/embedding', ok(EMBEDDING));
  server.instead.set(turnoutPath(), ok(SAID));
  someone = await visit(browser, phone);
});
afterEach(async () => {
  const { faults } = someone;
  await someone.close();
  server.close();
  expect(faults, 'violations of the Content Security Policy and errors').toEqual([]);
});

const turnoutPath = () => `GET /api/reporting/ballots/${server.stage.uuid}/turnout/widget`;
const address = () => `${server.origin}/ballots/${server.stage.uuid}/embed`;

describe('the page for webmasters', () => {
  it('shows what visitors see, and what to paste, in the language of the website', async () => {
    const { page } = someone;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}`);
    await page.getByRole('link', { name: 'Website' }).click();
    await heading(page, 'Turnout on your website');
    await page.getByRole('meter', { name: SAID.figure as string }).waitFor();
    await inspectEverywhere(someone, 'embed');

    const asked = server.requests.length;
    await page.getByRole('radio', { name: 'Welsh' }).check();
    await page.getByText('lang="cy"').waitFor();
    await expect.poll(() => server.requests.slice(asked).some(({ url }) => url.endsWith('widget?lang=cy'))).toBe(true);
    await page.getByRole('button', { name: 'Copy: In the page (best)' }).click();
    await page.getByRole('status').getByText('Copied').waitFor({ state: 'attached' });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
      `<ballot-turnout ballot="${server.stage.uuid}" lang="cy">`,
    );

    await page.getByRole('button', { name: 'Cymraeg' }).click();
    await heading(page, 'Y nifer a bleidleisiodd ar eich gwefan');
    await inspect(someone, 'desktop-embed-cy');
  });

  it('says what to do where the browser lets no page copy', async () => {
    const { page } = someone;
    await page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
    });
    await page.goto(address());
    await page.getByRole('button', { name: 'Copy: In the page (best)' }).click();
    await page.getByText('Select the text and copy it yourself.').first().waitFor();
    expect(await page.getByRole('button', { name: /^Copied/ }).count()).toBe(0);
    await inspect(someone, 'phone-embed-no-copy');
  });

  it('says so before there is anything to show, and when a part does not answer', async () => {
    const { page } = someone;
    server.instead.set(turnoutPath(), problem(404, 'ballot-not-found', 'There is no approved ballot.'));
    server.instead.set('GET /api/embedding', problem(503, 'app-missing', 'The web app is not installed here.'));
    await page.goto(address());
    await page.getByText('There is nothing to show yet').waitFor();
    await page.getByText('The web app is not installed here.').waitFor();
    await inspect(someone, 'phone-embed-too-early');
    server.instead.set('GET /api/embedding', ok(EMBEDDING));
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('integrity="sha384-').waitFor();
  });

  it('is no way for those who have nothing to do with the website', async () => {
    const { page } = someone;
    server.person = { user: 'helpdesk', name: 'Hari Helpdesk', roles: ['helpdesk'] };
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}`);
    await page.getByRole('link', { name: 'Back to all ballots' }).waitFor();
    expect(await page.getByRole('link', { name: 'Website' }).count()).toBe(0);
  });
});
