/** The voting app in Chromium, against ballots that are verified for real. */
import { readFileSync } from 'node:fs';
import { readElection } from '@tellers/ballot-crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { heading, phone, startBrowser, type Visit, visit } from '../../../testing/browser.ts';
import { inspect, inspectEverywhere, picture } from '../../../testing/inspect.ts';
import { grouped } from '../../src/api.ts';
import { oneQuestion, threeQuestions, welshPaper } from '../election.ts';
import { type Box, startServer, type TestServer } from '../server.ts';

let browser: Browser;
let server: TestServer;
let open: Visit[] = [];

beforeAll(async () => {
  [browser, server] = await Promise.all([startBrowser(), startServer()]);
});
afterEach(async () => {
  const faults = open.flatMap((visit) => visit.faults);
  await Promise.all(open.map((visit) => visit.close()));
  open = [];
  expect(faults, 'violations of the Content Security Policy and errors').toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

async function person(viewport = phone): Promise<Visit> {
  const someone = await visit(browser, viewport);
  open.push(someone);
  return someone;
}

const link = (box: Box, code = box.codes[0]) => `${server.origin}/v/${box.uuid}#${code}`;
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

async function enter(page: Page, box: Box, code = box.codes[0]): Promise<void> {
  await page.goto(link(box, code));
  await page.getByText('Voting closes at noon on Friday 27 February 2026.').waitFor();
  await press(page, 'Continue');
}

/** From the link to the page that says "You have not voted yet", one question. */
async function toReview(page: Page, box: Box, answer = 'Yes'): Promise<void> {
  await enter(page, box);
  await page.getByRole('radio', { name: answer, exact: true }).check();
  await press(page, 'Next page');
  await heading(page, 'Check your vote');
}

/** From a link in Welsh to the question. */
async function enterInWelsh(page: Page, box: Box): Promise<void> {
  await page.goto(`${server.origin}/cy/v/${box.uuid}#${box.codes[0]}`);
  await page.getByText('Mae’r pleidleisio’n cau am hanner dydd ddydd Gwener 27 Chwefror 2026.').waitFor();
  await press(page, 'Parhau');
}

const tracker = (page: Page) => page.locator('.tracker').innerText();

describe('a whole vote', () => {
  it('goes from the link to the receipt, accessible and within the policy on every page and screen', async () => {
    const box = server.addBox(threeQuestions);
    const someone = await person();
    const { page } = someone;
    const shot = (step: string) => inspectEverywhere(someone, step, { dark: true });

    await page.goto(link(box));
    await page.getByText('Voting closes at').waitFor();
    expect(page.url()).toBe(`${server.origin}/v/${box.uuid}`);
    expect(await page.getByLabel('Your code').inputValue()).toBe(box.codes[0]);
    expect(await page.locator('#union').innerText()).toBe('Napo');
    await shot('1-code');
    await press(page, 'Continue');

    await heading(page, 'Are you prepared to take part in strike action?');
    expect(await page.locator(':checked').count()).toBe(0);
    for (const row of await page.locator('.row').all())
      expect((await row.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await shot('2-question-1');
    await press(page, 'Next page');
    await page.getByRole('alert').waitFor();
    expect(await page.title()).toMatch(/^Error: Question 1 of 3/);
    await shot('2-question-1-error');
    await page.getByRole('link', { name: 'Choose one answer, or leave the question blank' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('answer-0');
    await page.getByText('Leave this question blank').click();
    await shot('2-question-1-chosen');
    await press(page, 'Next page');

    await heading(page, 'Are you prepared to take part in action short of a strike?');
    await page.getByText('No', { exact: true }).click();
    await press(page, 'Next page');

    await heading(page, /Which of these/);
    for (const answer of ['Workloads', 'Pay', 'Health and safety'])
      await page.getByText(answer, { exact: true }).click();
    expect(await page.getByRole('status').innerText()).toBe(
      'You have chosen three, but you can choose two at most. Take away one.',
    );
    await shot('2-question-3-over');
    await press(page, 'Next page');
    await page.getByRole('alert').waitFor();
    await page.getByText('Pay', { exact: true }).click();
    await press(page, 'Next page');

    await heading(page, 'Check your vote');
    await page.getByText('You have not voted yet').waitFor();
    expect(await page.content()).not.toMatch(/encrypt/i);
    await shot('3-review');
    await page.getByRole('button', { name: 'Change your answer to question 2' }).click();
    await heading(page, /action short of a strike/);
    expect(await page.getByRole('radio', { name: 'No' }).isChecked()).toBe(true);
    await page.getByText('Yes', { exact: true }).click();
    await press(page, 'Next page');
    await heading(page, 'Check your vote');
    await press(page, 'Submit my vote');

    await heading(page, 'Your vote has been received');
    const [recorded] = [...box.ballots.keys()];
    expect(box.ballots.size).toBe(1);
    expect(await tracker(page)).toBe(grouped(recorded as string));
    expect(await page.locator('.receipt').innerText()).toMatch(/\d{4} at \d\d:\d\d (GMT|BST)/);
    await shot('5-received');
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  });

  it('sends the private code nowhere', async () => {
    const box = server.addBox(oneQuestion);
    const { page } = await person();
    await toReview(page, box);
    await press(page, 'Submit my vote');
    await heading(page, 'Your vote has been received');
    const code = box.codes[0] as string;
    const sent = JSON.stringify(server.requests);
    for (const secret of [code, code.replaceAll('-', ''), encodeURIComponent(code)]) expect(sent).not.toContain(secret);
  });

  it('works with the keyboard alone', async () => {
    const box = server.addBox(oneQuestion);
    const { page } = await person({ width: 1280, height: 900 });
    const focused = () =>
      page.evaluate(() => document.activeElement?.textContent || (document.activeElement as HTMLInputElement)?.id);
    const tabTo = async (name: string) => {
      for (let i = 0; i < 12 && (await focused()) !== name; i++) await page.keyboard.press('Tab');
      expect(await focused()).toBe(name);
    };
    await page.goto(link(box));
    await page.getByText('Voting closes at').waitFor();
    await tabTo('Continue');
    await page.keyboard.press('Enter');
    await heading(page, /acceptable progress/);
    expect(await focused()).toBe(oneQuestion[0]?.question);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('radio', { name: 'No' }).isChecked()).toBe(true);
    await tabTo('Next page');
    await page.keyboard.press('Enter');
    await heading(page, 'Check your vote');
    expect(await focused()).toBe('Check your vote');
    await tabTo('Submit my vote');
    await page.keyboard.press('Enter');
    await heading(page, 'Your vote has been received');
    expect(await focused()).toBe('Your vote has been received');
    expect(box.ballots.size).toBe(1);
  });

  it('shows the same receipt page whatever was chosen (M6)', async () => {
    const pages: string[] = [];
    for (const answer of ['Yes', 'No', 'Leave this question blank']) {
      const box = server.addBox(oneQuestion);
      const { page } = await person();
      await toReview(page, box, answer);
      await press(page, 'Submit my vote');
      await heading(page, 'Your vote has been received');
      const shown = await page.locator('main').innerHTML();
      pages.push(
        shown
          .replace(await tracker(page), 'TRACKER')
          .replaceAll(box.uuid, 'UUID')
          .replace(/\w+ \d+ \w+ \d{4} at \d\d:\d\d/, 'TIME'),
      );
    }
    expect(pages[0]).toContain('TRACKER');
    expect(new Set(pages).size).toBe(1);
  });

  it('takes a code that is typed, with spaces and without hyphens', async () => {
    const box = server.addBox(oneQuestion);
    const { page } = await person();
    await page.goto(`${server.origin}/v/${box.uuid}`);
    await page.getByText('Voting closes at').waitFor();
    await press(page, 'Continue');
    await page.getByRole('link', { name: 'Enter the code from your email' }).click();
    await page.keyboard.type(` ${box.codes[0]?.replaceAll('-', ' ')} `);
    await page.keyboard.press('Enter');
    await heading(page, /acceptable progress/);
  });

  it('saves and copies the receipt', async () => {
    const box = server.addBox(oneQuestion);
    const { page } = await person();
    await toReview(page, box);
    await press(page, 'Submit my vote');
    await heading(page, 'Your vote has been received');
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Save receipt')]);
    const saved = readFileSync(await download.path(), 'utf8');
    expect(saved).toContain([...box.ballots.keys()][0]);
    expect(saved).not.toMatch(/yes|no\b/i);
    await press(page, 'Copy receipt');
    await page.getByText(/Receipt copied|The receipt is selected/).waitFor();
  });
});

describe('the back button', () => {
  it('goes through the steps and loses no answer, and leads nowhere after the receipt', async () => {
    const box = server.addBox(threeQuestions);
    const { page } = await person();
    await enter(page, box);
    await page.getByText('Yes', { exact: true }).click();
    await press(page, 'Next page');
    await heading(page, /short of a strike/);
    await page.getByText('No', { exact: true }).click();
    await page.goBack();
    await heading(page, /strike action/);
    expect(await page.getByRole('radio', { name: 'Yes' }).isChecked()).toBe(true);
    await page.goForward();
    await heading(page, /short of a strike/);
    expect(await page.getByRole('radio', { name: 'No' }).isChecked()).toBe(true);
    await press(page, 'Back');
    await heading(page, /strike action/);
    await press(page, 'Next page');
    await press(page, 'Next page');
    await heading(page, /Which of these/);
    await page.getByText('Leave this question blank').click();
    await press(page, 'Next page');
    await heading(page, 'Check your vote');
    await press(page, 'Submit my vote');
    await heading(page, 'Your vote has been received');
    await page.goBack();
    await heading(page, 'Your vote has been received');
    expect(await page.locator('input').count()).toBe(0);
    expect(box.ballots.size).toBe(1);
  });
});

describe('robots (M2)', () => {
  it('that run the scripts and submit every form without choosing cast nothing and use up no code', async () => {
    for (const questions of [oneQuestion, [threeQuestions[2]] as typeof threeQuestions]) {
      const box = server.addBox(questions);
      const { page } = await person();
      await page.goto(link(box));
      await page.getByText('Voting closes at').waitFor();
      for (let i = 0; i < 4; i++) {
        await page.evaluate(() => {
          for (const form of document.forms) {
            HTMLFormElement.prototype.submit.call(form);
            form.requestSubmit();
          }
        });
        await page.waitForLoadState('networkidle');
      }
      expect(await page.getByRole('alert').innerText()).toContain('There is a problem');
      expect(box.ballots.size).toBe(0);
      expect(server.requests.some(({ url, method }) => url.includes(box.uuid) && method === 'POST')).toBe(false);
      expect([...box.credentials.values()]).toEqual(['active', 'active', 'active']);
    }
  });

  it('that fetch the link without scripts change nothing', async () => {
    const box = server.addBox(oneQuestion);
    for (const method of ['GET', 'HEAD', 'GET'])
      expect((await fetch(`${server.origin}/v/${box.uuid}`, { method })).status).toBe(200);
    expect([...box.credentials.values()]).toEqual(['active', 'active', 'active']);
  });
});

describe('when sending fails', () => {
  it('a vote that arrived although the answer was lost is found by checking', async () => {
    const box = server.addBox(oneQuestion);
    const someone = await person();
    const { page } = someone;
    await toReview(page, box);
    box.mishaps.push('lost-after');
    await press(page, 'Submit my vote');
    await heading(page, 'We may have received your vote');
    await inspect(someone, 'phone-4-unsure');
    await page.goBack();
    await heading(page, 'We may have received your vote');
    await press(page, 'Check whether it arrived');
    await heading(page, 'Your vote has been received');
    expect(box.ballots.size).toBe(1);
  });

  it('a vote that was lost is sent again, the same bytes, and counts once', async () => {
    const box = server.addBox(oneQuestion);
    const someone = await person();
    const { page } = someone;
    await toReview(page, box);
    box.mishaps.push('lost-before');
    await press(page, 'Submit my vote');
    await heading(page, 'We may have received your vote');
    await press(page, 'Check whether it arrived');
    await heading(page, 'We have not received your vote');
    await inspect(someone, 'phone-4-unsent');
    await press(page, 'Send my vote again');
    await heading(page, 'Your vote has been received');
    const sent = server.requests.filter(({ url }) => url.includes(`${box.uuid}/box`)).map(({ body }) => body);
    expect(sent.length).toBeGreaterThanOrEqual(2);
    expect(new Set(sent).size).toBe(1);
    expect(box.ballots.size).toBe(1);
  });

  it('a cut network keeps the answers, says so, and the vote goes through when it is back', async () => {
    const box = server.addBox(oneQuestion);
    const { page } = await person();
    await toReview(page, box);
    await page.context().setOffline(true);
    await press(page, 'Submit my vote');
    await heading(page, 'We have not received your vote');
    await page.getByText('not connected to the internet').waitFor();
    await page.context().setOffline(false);
    await press(page, 'Send my vote again');
    await heading(page, 'Your vote has been received');
    expect(box.ballots.size).toBe(1);
  });

  it('an error page of the gateway leaves it open whether the vote arrived', async () => {
    const box = server.addBox(oneQuestion);
    const { page } = await person();
    await toReview(page, box);
    box.mishaps.push('gateway-error');
    await press(page, 'Submit my vote');
    await heading(page, 'We may have received your vote');
    await press(page, 'Check whether it arrived');
    await heading(page, 'Your vote has been received');
  });

  it('a busy box is tried again by itself', async () => {
    const box = server.addBox(oneQuestion);
    const someone = await person();
    const { page } = someone;
    await toReview(page, box);
    box.mishaps.push('busy', 'busy');
    await press(page, 'Submit my vote');
    await page.getByText('The ballot box is busy.').waitFor();
    await inspect(someone, 'phone-4-sending');
    await heading(page, 'Your vote has been received');
    expect(box.ballots.size).toBe(1);
  });
});

describe('pages that end the way', () => {
  const stops: [string, string, (box: Box) => void][] = [
    ['already-recorded', 'A vote was already recorded', (box) => box.setCredential(box.codes[0] as string, 'used')],
    [
      'replaced',
      'This code was replaced by a newer one',
      (box) => box.setCredential(box.codes[0] as string, 'revoked'),
    ],
    ['reserve', 'We do not recognise this code', (box) => box.setCredential(box.codes[0] as string, 'reserve')],
    ['wrong-code', 'We do not recognise this code', (box) => box.credentials.clear()],
  ];
  for (const [name, title, arrange] of stops)
    it(`${name}: ${title}`, async () => {
      const box = server.addBox(oneQuestion);
      arrange(box);
      const someone = await person();
      await enter(someone.page, box);
      await heading(someone.page, title);
      await inspect(someone, `phone-stop-${name}`);
    });

  it('a code that was not recognised can be typed again', async () => {
    const box = server.addBox(oneQuestion);
    const { page } = await person();
    await enter(page, box, '11111-111111-11111-111111');
    await heading(page, 'We do not recognise this code');
    await press(page, 'Type the code again');
    await page.getByLabel('Your code').fill(box.codes[0] as string);
    await press(page, 'Continue');
    await heading(page, /acceptable progress/);
  });

  it('a newer link followed in the same tab brings its own code, and leaves nothing in the address', async () => {
    const box = server.addBox(oneQuestion);
    box.setCredential(box.codes[0] as string, 'revoked');
    const { page } = await person();
    await enter(page, box);
    await heading(page, 'This code was replaced by a newer one');
    await page.goto(link(box, box.codes[1]));
    await heading(page, 'Enter your code');
    expect(await page.getByLabel('Your code').inputValue()).toBe(box.codes[1]);
    expect(page.url()).toBe(`${server.origin}/v/${box.uuid}`);
    await press(page, 'Continue');
    await heading(page, /acceptable progress/);
  });

  it('not open yet: shows when, and the questions', async () => {
    const box = server.addBox(threeQuestions);
    box.state = 'ready';
    const someone = await person();
    await someone.page.goto(link(box));
    await heading(someone.page, 'Voting has not opened yet');
    await someone.page.getByText('Voting opens at noon on Monday 26 January 2026.').waitFor();
    await inspect(someone, 'phone-stop-not-open');
  });

  it('closed: and each member can still find out whether a vote was recorded with their code (M13)', async () => {
    const box = server.addBox(oneQuestion);
    box.state = 'closed';
    const someone = await person();
    const { page } = someone;
    await page.goto(link(box));
    await heading(page, 'Voting has closed');
    await inspect(someone, 'phone-stop-closed');
    await press(page, 'Find out whether a vote was recorded with my code');
    await press(page, 'Look it up');
    await heading(page, 'No vote was recorded with this code');
    await inspect(someone, 'phone-stop-closed-unused');
    box.setCredential(box.codes[0] as string, 'used');
    await page.goto(`${server.origin}/help`);
    await page.goto(link(box));
    await press(page, 'Find out whether a vote was recorded with my code');
    await press(page, 'Look it up');
    await heading(page, 'A vote was already recorded');
  });

  it('closed while the vote was being checked: it is said that it does not count', async () => {
    const box = server.addBox(oneQuestion);
    const someone = await person();
    await toReview(someone.page, box);
    box.mishaps.push('closed');
    await press(someone.page, 'Submit my vote');
    await heading(someone.page, 'Voting closed before we received your vote');
    await inspect(someone, 'phone-stop-closed-unsent');
    expect(box.ballots.size).toBe(0);
  });

  it('already recorded meanwhile from another device', async () => {
    const box = server.addBox(oneQuestion);
    const { page } = await person();
    await toReview(page, box);
    box.setCredential(box.codes[0] as string, 'used');
    await press(page, 'Submit my vote');
    await heading(page, 'A vote was already recorded');
  });

  it('cancelled, and unknown ballots', async () => {
    const box = server.addBox(oneQuestion);
    box.state = 'cancelled';
    const someone = await person();
    await someone.page.goto(link(box));
    await heading(someone.page, 'This ballot was cancelled');
    await inspect(someone, 'phone-stop-cancelled');
    for (const uuid of ['111111111111112', 'short', '0OIl-not-base58!']) {
      await someone.page.goto(`${server.origin}/v/${uuid}`);
      await heading(someone.page, 'We do not know this ballot');
    }
    await inspect(someone, 'phone-stop-unknown');
  });

  it('service trouble can be retried', async () => {
    const box = server.addBox(oneQuestion);
    const someone = await person();
    const { page } = someone;
    await page.goto(link(box));
    await page.getByText('Voting closes at').waitFor();
    await page.route('**/election', (route) => route.fulfill({ status: 500, body: 'oops' }));
    await press(page, 'Continue');
    await heading(page, 'Something went wrong on our side');
    await inspect(someone, 'phone-stop-trouble');
    await page.unroute('**/election');
    await press(page, 'Try again');
    await heading(page, /acceptable progress/);
  });

  it('an election that is not the ballot’s is refused before any choice', async () => {
    const box = server.addBox(oneQuestion);
    const other = server.addBox(oneQuestion);
    const { page } = await person();
    const bytes = await (await fetch(`${server.origin}/api/voting/ballots/${other.uuid}/election`)).text();
    expect(readElection(new TextEncoder().encode(bytes)).uuid).toBe(other.uuid);
    await page.route('**/election', (route) => route.fulfill({ status: 200, body: bytes }));
    await enter(page, box);
    await heading(page, 'Something went wrong on our side');
  });
});

describe('pages outside the vote', () => {
  it('checks receipts on the public board', async () => {
    const box = server.addBox(oneQuestion);
    const someone = await person();
    const { page } = someone;
    await toReview(page, box);
    await press(page, 'Submit my vote');
    await heading(page, 'Your vote has been received');
    const receipt = await tracker(page);
    await page.goto(`${server.origin}/b/${box.uuid}/check`);
    await heading(page, 'Check a receipt');
    await page.getByText('Workloads ballot 2026').first().waitFor();
    await inspect(someone, 'phone-6-check');
    await press(page, 'Check');
    await page.getByRole('link', { name: 'Enter a receipt' }).waitFor();
    await page.getByLabel('Receipt').fill('abc');
    await press(page, 'Check');
    await page.getByRole('link', { name: /A receipt has 43/ }).waitFor();
    await inspect(someone);
    await page.getByLabel('Receipt').fill(receipt);
    await press(page, 'Check');
    await page.getByText('Yes, this vote is in the ballot box').waitFor();
    await inspect(someone, 'phone-6-check-yes');
    await page.getByLabel('Receipt').fill(receipt.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')));
    await press(page, 'Check');
    await page.getByText('No, there is no vote with this receipt').waitFor();
    await inspect(someone, 'phone-6-check-no');
  });

  it('tells everybody about a ballot, and that it is too late to join as soon as it is', async () => {
    const box = server.addBox(oneQuestion);
    const someone = await person();
    const { page } = someone;
    await page.goto(`${server.origin}/b/${box.uuid}`);
    await heading(page, 'There is no such page');
    box.notice = {
      uuid: box.uuid,
      state: 'open',
      union: 'Napo',
      name: { en: 'Workloads ballot 2026', cy: 'Pleidlais llwyth gwaith 2026' },
      authority: { en: 'NEC motion 4\nof 12 January' },
      questions: [
        {
          question: { en: 'Are you prepared?', cy: 'A ydych yn barod?' },
          answers: [{ en: 'Yes', cy: 'Ydw' }, { en: 'No' }],
        },
      ],
      opensAt: '2026-01-26T12:00:00Z',
      closesAt: '2026-03-02T12:00:00Z',
      joinToVote: { before: new Date(Date.now() + 3_000).toISOString(), open: true },
      publication: { turnout: 'live', result: 'full', breakdown: 'none' },
      policyChanges: [{ at: '2026-02-01T12:00:00Z', reason: 'The branches asked for it' }],
      extensions: [
        {
          announcedAt: '2026-02-26T12:00:00Z',
          previousClosesAt: '2026-02-27T12:00:00Z',
          closesAt: '2026-03-02T12:00:00Z',
          reason: 'Mail outage',
        },
      ],
      helpLine: 'ballot helpdesk, 020 7946 0321',
      faq: [{ question: { en: 'Who can vote?' }, answer: { en: 'Every member' } }],
      meetings: [
        {
          id: '01981f2e-7c1a-7000-8000-0123456789ab',
          cancelled: false,
          meeting: {
            title: { en: 'Questions and answers' },
            startsAt: '2026-02-12T18:00:00Z',
            endsAt: '2026-02-12T19:30:00Z',
            url: 'https://example.org/meet',
          },
        },
      ],
    };
    await page.goto(`${server.origin}/b/${box.uuid}`);
    await heading(page, 'Workloads ballot 2026');
    await page.getByText('Not a member yet? Join before').waitFor();
    await page
      .getByText('Voting was to close at noon on Friday 27 February 2026. It now closes at noon on Monday 2')
      .waitFor();
    await page.getByText('6 pm on Thursday 12 February 2026, until 7:30 pm on Thursday').waitFor();
    expect(await page.getByText('A ydych yn barod?').getAttribute('lang')).toBe('cy');
    expect(await page.getByRole('link', { name: 'Add all meetings to your calendar' }).getAttribute('href')).toBe(
      `/api/ballot/public/ballots/${box.uuid}/meetings.ics`,
    );
    expect(await page.getByRole('link', { name: /Have it sent again/ }).getAttribute('href')).toBe(
      `/send-again?ballot=${box.uuid}`,
    );
    await page.getByText('It is too late to join for this ballot.').waitFor();
    await inspect(someone, 'phone-8-notice');
  });

  it('brings a copied link to its ballot', async () => {
    const box = server.addBox(oneQuestion);
    const someone = await person();
    const { page } = someone;
    await page.goto(`${server.origin}/`);
    await heading(page, 'Vote in your union’s ballot');
    await inspect(someone, 'phone-0-home');
    expect(await page.getByRole('link', { name: 'No email about the ballot?' }).getAttribute('href')).toBe(
      '/send-again',
    );
    await page.getByLabel('The link does not open?').fill('hello');
    await press(page, 'Continue');
    await page.getByRole('link', { name: /This is not a link/ }).waitFor();
    await page.getByLabel('The link does not open?').fill(link(box));
    await press(page, 'Continue');
    await page.getByText('Voting closes at').waitFor();
    expect(await page.getByLabel('Your code').inputValue()).toBe(box.codes[0]);
    expect(page.url()).toBe(`${server.origin}/v/${box.uuid}`);
  });

  it('names the ballot on the plain pages, and says so when there is no such page', async () => {
    const box = server.addBox(oneQuestion);
    const someone = await person();
    const { page } = someone;
    for (const name of ['help', 'how-secrecy-works', 'accessibility', 'privacy']) {
      await page.goto(`${server.origin}/${name}?ballot=${box.uuid}`);
      await page.getByText('Workloads ballot 2026').waitFor();
      await inspect(someone, `phone-7-${name}`);
    }
    await page.goto(`${server.origin}/b/${box.uuid}/nothing`);
    await heading(page, 'There is no such page');
    await inspect(someone);
  });

  it('without JavaScript says why it is needed, and what to do', async () => {
    const context = await browser.newContext({ viewport: phone, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(link(server.addBox(oneQuestion)));
    await page.locator('noscript .panel').waitFor();
    expect(await page.locator('form').isVisible()).toBe(false);
    await picture(page, 'phone-7-noscript');
    await context.close();
  });
});

describe('in Welsh', () => {
  it('the whole vote is in Welsh, in the words of the paper that the election names', async () => {
    const box = server.addBox(oneQuestion, welshPaper);
    const someone = await person();
    const { page } = someone;
    await enterInWelsh(page, box);
    await heading(page, welshPaper.questions[0]?.question ?? '');
    expect(await page.locator('#ballot').innerText()).toBe(welshPaper.name);
    expect(page.url()).toBe(`${server.origin}/cy/v/${box.uuid}`);
    await press(page, 'Y dudalen nesaf');
    await page.getByText('Dewiswch ateb, neu gadewch y cwestiwn yn wag').first().waitFor();
    await inspectEverywhere(someone, 'cy-question');
    await page.getByRole('radio', { name: 'Nac ydw', exact: true }).check();
    await press(page, 'Y dudalen nesaf');
    await heading(page, 'Gwirio’ch pleidlais');
    await inspectEverywhere(someone, 'cy-review');
    await press(page, 'Cyflwyno fy mhleidlais');
    await heading(page, 'Mae’ch pleidlais wedi’i derbyn');
    await inspectEverywhere(someone, 'cy-received');
    expect(box.ballots.size).toBe(1);
    expect(await page.getByRole('link', { name: /Gwirio bod fy mhleidlais/ }).getAttribute('href')).toBe(
      `/cy/b/${box.uuid}/check`,
    );
  });

  it('the language is changed in the middle of a vote, and nothing that was chosen is lost', async () => {
    const box = server.addBox(oneQuestion, welshPaper);
    const { page } = await person();
    await enter(page, box);
    await page.getByRole('radio', { name: 'No', exact: true }).check();
    await page.getByRole('link', { name: 'Cymraeg' }).click();
    await heading(page, welshPaper.questions[0]?.question ?? '');
    expect(await page.getByRole('radio', { name: 'Nac ydw', exact: true }).isChecked()).toBe(true);
    await press(page, 'Y dudalen nesaf');
    await heading(page, 'Gwirio’ch pleidlais');
    await page.getByRole('link', { name: 'English' }).click();
    await heading(page, 'Check your vote');
    await page.getByText('No', { exact: true }).waitFor();
    expect(await page.locator('#ballot').innerText()).toBe('Workloads ballot 2026');
    await page.getByRole('link', { name: 'Cymraeg' }).focus();
    await page.context().setOffline(true);
    await page.keyboard.press('Enter');
    await heading(page, 'Check your vote');
    await page.context().setOffline(false);
    await press(page, 'Submit my vote');
    await heading(page, 'Your vote has been received');
  });

  it('a page whose ballot is still being fetched is not said to be missing when its language is changed', async () => {
    const box = server.addBox(oneQuestion, welshPaper);
    const { page } = await person();
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((done) => {
      void page.route(`**/api/ballot/public/ballots/${box.uuid}`, async (route) => {
        done();
        await new Promise<void>((told) => {
          answer = told;
        });
        await route.continue();
      });
    });
    await page.goto(`${server.origin}/b/${box.uuid}`);
    await asked;
    await page.getByRole('link', { name: 'Cymraeg' }).click();
    await page.getByRole('link', { name: 'English' }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(0);
    answer();
    await page.getByRole('heading', { level: 1 }).waitFor();
  });

  it('a vote goes on in English where the Welsh words cannot be fetched', async () => {
    const box = server.addBox(oneQuestion, welshPaper);
    const { page } = await person();
    await page.route(/\/cy-[^/]*\.js$/, (route) => route.abort('internetdisconnected'));
    await page.goto(`${server.origin}/cy/v/${box.uuid}#${box.codes[0]}`);
    await page.getByText('Voting closes at noon on Friday 27 February 2026.').waitFor();
    expect(await page.getByLabel('Your code').inputValue()).toBe(box.codes[0]);
    await press(page, 'Continue');
    await heading(page, oneQuestion[0]?.question ?? '');
  });

  it('a paper that is in English only, or not the one that the election names, is shown in English and says so', async () => {
    const english = server.addBox(oneQuestion);
    const exchanged = server.addBox(oneQuestion, welshPaper);
    Object.assign(exchanged, { charter: new TextEncoder().encode(JSON.stringify({ welsh: welshPaper })) });
    for (const box of [english, exchanged]) {
      const someone = await person();
      await enterInWelsh(someone.page, box);
      await heading(someone.page, oneQuestion[0]?.question ?? '');
      expect(await someone.page.locator('h1').getAttribute('lang')).toBe('en');
      expect(await someone.page.locator('.row', { hasText: 'Yes' }).getAttribute('lang')).toBe('en');
      await inspect(someone);
    }
  });

  it.each(['/cy/help', '/cy/how-secrecy-works', '/cy/accessibility', '/cy/privacy', '/cy/'])(
    'the page %s is whole, and so are its ways',
    async (path) => {
      const someone = await person();
      await someone.page.goto(server.origin + path);
      await someone.page.getByRole('link', { name: 'English' }).waitFor();
      const ways = await someone.page
        .locator('footer a, .prose a[href^="/"]')
        .evaluateAll((links) =>
          links.filter((link) => !link.closest('[hidden]')).map((link) => link.getAttribute('href') ?? ''),
        );
      expect(ways.filter((way) => !way.startsWith('/cy/') && way !== '/SHA256SUMS')).toEqual([]);
      await inspectEverywhere(someone, `cy${path.replaceAll('/', '-')}`);
    },
  );
});
