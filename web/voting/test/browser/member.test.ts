/** The pages on which members help themselves, in Chromium, in both languages. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { phone, startBrowser, type Visit, visit } from '../../../testing/browser.ts';
import { inspect, inspectEverywhere } from '../../../testing/inspect.ts';
import { cyMember } from '../../src/text/cy-member.ts';
import { enMember } from '../../src/text/en-member.ts';
import { oneQuestion } from '../election.ts';
import { HELP_LINE, type Purpose } from '../register.ts';
import { startServer, type TestServer } from '../server.ts';

let browser: Browser;
let server: TestServer;
let open: Visit[] = [];

beforeAll(async () => {
  browser = await startBrowser();
});
beforeEach(async () => {
  server = await startServer();
});
afterEach(async () => {
  const faults = open.flatMap((visit) => visit.faults);
  await Promise.all(open.map((visit) => visit.close()));
  open = [];
  server.close();
  expect(faults, 'violations of the Content Security Policy and errors').toEqual([]);
});
afterAll(async () => {
  await browser?.close();
});

const LANGUAGES = [
  ['en', enMember],
  ['cy', cyMember],
] as const;
const LINKS: readonly [string, Purpose][] = [
  ['details', 'change'],
  ['confirm-email', 'confirm'],
  ['undo-email', 'undo'],
];

async function person(viewport = phone): Promise<Visit> {
  const someone = await visit(browser, viewport);
  open.push(someone);
  return someone;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const at = (path: string) => `${server.origin}${path}`;
/** The page with this heading as the script has drawn it; the file has a heading of its own before that. */
const heading = (page: Page, name: string) => page.locator('h1[tabindex]', { hasText: name }).waitFor();
const main = (page: Page) => page.locator('main').innerText();

describe('having the voting email sent again', () => {
  for (const [language, t] of LANGUAGES)
    it(`is asked for in ${language}, with an answer that tells nobody anything`, async () => {
      const { uuid } = server.addBox(oneQuestion);
      const someone = await person();
      const { page } = someone;
      const answers: string[] = [];
      await page.goto(at(`${t.base}/send-again?ballot=${uuid}`));
      await heading(page, t['send-again'].title);
      await page.getByText('Workloads ballot 2026').waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(t.base ? 'cy' : 'en');
      await inspectEverywhere(someone, `${language}-again-1`);
      await press(page, t['send-again'].go);
      await page.getByRole('link', { name: t.who.empty }).click();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('who');
      await inspectEverywhere(someone, `${language}-again-2-empty`);
      for (const who of ['0012345', 'nobody@nowhere.example']) {
        await page.getByLabel(t.who.label).fill(` ${who} `);
        await press(page, t['send-again'].go);
        await heading(page, t['send-again'].doneTitle);
        answers.push(await main(page));
        await inspectEverywhere(someone, `${language}-again-3-done`);
        await press(page, t['send-again'].another);
        await heading(page, t['send-again'].title);
      }
      expect(answers[1]).toBe(answers[0]);
      expect(server.register.done).toEqual([
        { ballot: uuid, again: '0012345' },
        { ballot: uuid, again: 'nobody@nowhere.example' },
      ]);
      expect(server.requests.filter(({ url }) => /0012345|nobody/.test(url))).toEqual([]);
    });

  it('is about every open ballot where the address names none, or none that we know', async () => {
    const someone = await person();
    const { page } = someone;
    const t = enMember['send-again'];
    for (const search of ['', '?ballot=6KtJmwugEAEpW8', '?ballot=my-ballot']) {
      await page.goto(at(`/send-again${search}`));
      await page.getByText(t.all).waitFor();
      if (search === '') await inspect(someone, 'phone-en-again-4-all');
      await page.getByLabel(enMember.who.label).fill('0012345');
      await press(page, t.go);
      await heading(page, t.doneTitle);
      await page.getByText(t.doneAll).waitFor();
    }
    expect(server.register.done).toEqual(Array.from({ length: 3 }, () => ({ ballot: undefined, again: '0012345' })));
  });

  it('is not offered after the close', async () => {
    const box = server.addBox(oneQuestion);
    box.state = 'closed';
    const someone = await person();
    await someone.page.goto(at(`/send-again?ballot=${box.uuid}`));
    await heading(someone.page, enMember['send-again'].overTitle);
    await inspect(someone, 'phone-en-again-5-over');
  });

  it('works with the keyboard alone', async () => {
    const { uuid } = server.addBox(oneQuestion);
    const { page } = await person({ width: 1280, height: 900 });
    await page.goto(at(`/send-again?ballot=${uuid}`));
    await page.getByText('Workloads ballot 2026').waitFor();
    for (let i = 0; i < 6 && (await page.evaluate(() => document.activeElement?.id)) !== 'who'; i++)
      await page.keyboard.press('Tab');
    await page.keyboard.type('0012345');
    await page.keyboard.press('Enter');
    await heading(page, enMember['send-again'].doneTitle);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(enMember['send-again'].doneTitle);
  });

  it('is found from the page about the ballot and from the help page', async () => {
    const { uuid } = server.addBox(oneQuestion);
    const { page } = await person();
    await page.goto(at(`/help?ballot=${uuid}`));
    await page.getByText('Workloads ballot 2026').waitFor();
    await page.getByRole('link', { name: 'Have it sent again' }).click();
    await page.getByText('Workloads ballot 2026').waitFor();
    expect(page.url()).toBe(at(`/send-again?ballot=${uuid}`));
  });
});

describe('contact details', () => {
  for (const [language, t] of LANGUAGES)
    it(`are asked for, seen and changed in ${language}`, async () => {
      const someone = await person();
      const { page } = someone;
      const { register } = server;
      const d = t.details;
      await page.goto(at(`${t.base}/details`));
      await heading(page, d.title);
      await inspectEverywhere(someone, `${language}-details-1-ask`);
      await page.getByLabel(t.who.label).fill('0012345');
      await press(page, d.go);
      await heading(page, d.doneTitle);
      await page.getByText(d.done(30)).waitFor();
      await inspectEverywhere(someone, `${language}-details-2-asked`);

      register.contact = {
        ...register.contact,
        waiting: [{ field: 'work-email', address: 'annwen@work.example', until: '2026-02-27T12:00:00Z' }],
      };
      const token = register.token('change');
      await page.goto(at(`${t.base}/details#${token}`));
      await page.getByLabel(d.fields.personalEmail).waitFor();
      expect(page.url()).toBe(at(`${t.base}/details`));
      expect(await page.getByLabel(d.fields.personalEmail).inputValue()).toBe('annwen@home.example');
      expect(await page.getByLabel(d.preferred.personal).isChecked()).toBe(true);
      await page
        .getByText(t.base ? 'hanner dydd ddydd Gwener 27 Chwefror 2026' : 'noon on Friday 27 February 2026')
        .waitFor();
      await inspectEverywhere(someone, `${language}-details-3-form`);

      await press(page, d.save);
      await page.getByText(d.nothing).waitFor();
      await page.getByLabel(d.preferred.work).check();
      await press(page, d.save);
      await page.getByRole('link', { name: d.faults['preferred-address-missing'] as string }).click();
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('contact-preferredEmailType');
      expect(await page.title()).toMatch(/^(Error|Gwall): /);
      await inspectEverywhere(someone, `${language}-details-4-choice`);
      await page.getByLabel(d.preferred.personal).check();
      await page.getByLabel(d.fields.personalEmail).fill('new');
      await press(page, d.save);
      await page.getByRole('link', { name: d.faults['not-an-email-address'] as string }).waitFor();
      await inspectEverywhere(someone, `${language}-details-4-email`);
      expect(register.knows(token)).toBe(true);

      await page.getByLabel(d.fields.personalEmail).fill('new@home.example');
      await page.getByLabel(d.fields.mobile).fill('');
      await page.getByLabel(d.languages.cy).check();
      await press(page, d.save);
      await heading(page, d.confirmTitle);
      await page.getByText(d.toConfirm('new@home.example')).waitFor();
      await page.getByText(d.names.language as string, { exact: true }).waitFor();
      expect(register.done.slice(1)).toEqual([
        { contact: { personalEmail: 'new@home.example', mobile: '', language: 'cy' } },
      ]);
      await inspectEverywhere(someone, `${language}-details-5-saved`);
      await page.getByRole('link', { name: t.resend.link }).click();
      await heading(page, t['send-again'].title);
    });

  it('leave a link’s token nowhere but in the bodies of requests', async () => {
    const token = server.register.token('change');
    const { page } = await person();
    await page.goto(at(`/details#${token}`));
    await page.getByLabel(enMember.details.fields.mobile).waitFor();
    expect(page.url()).not.toContain(token);
    expect(await page.content()).not.toContain(token);
    expect(server.requests.filter(({ url }) => url.includes(token))).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length)).toBe(0);
  });

  it('are not shown by a link that is used, old, mistyped or cut off, and a new one can be had at once', async () => {
    for (const token of ['A'.repeat(43), 'abc', server.register.token('confirm')]) {
      const someone = await person();
      await someone.page.goto(at(`/details#${token}`));
      await heading(someone.page, enMember.details.invalid);
      await inspect(someone, 'phone-en-details-6-invalid');
      await someone.page.getByLabel(enMember.who.label).fill('0012345');
      await press(someone.page, enMember.details.go);
      await heading(someone.page, enMember.details.doneTitle);
    }
  });

  for (const [language, t] of LANGUAGES)
    it(`of a member whose changes rest are not changed in ${language}, and it is said what to do and whom to reach`, async () => {
      server.register.contact = { ...server.register.contact, locked: true };
      const someone = await person();
      const { page } = someone;
      await page.goto(at(`${t.base}/details#${server.register.token('change')}`));
      await heading(page, t.rests.title);
      await page.getByText(HELP_LINE).waitFor();
      await page.getByText(t.rests.change).waitFor();
      await inspectEverywhere(someone, `${language}-details-7-rests`);
      await page.getByRole('link', { name: t.resend.link }).click();
      await heading(page, t['send-again'].title);
    });

  it('that are locked while the form is open are told so with whom to reach', async () => {
    const { page } = await person();
    await page.goto(at(`/details#${server.register.token('change')}`));
    await page.getByLabel(enMember.details.fields.town).fill('Machynlleth');
    server.register.mishaps.push('self-service-rests');
    await press(page, enMember.details.save);
    await heading(page, enMember.rests.title);
    await page.getByText(HELP_LINE).waitFor();
  });

  it('keep what was typed when too many ask, the register is busy or the line breaks, and can be sent again', async () => {
    const { register } = server;
    const someone = await person();
    const { page } = someone;
    const t = enMember;
    register.mishaps.push('register-busy');
    await page.goto(at(`/details#${register.token('change')}`));
    await heading(page, t.details.troubleTitle);
    await inspect(someone, 'phone-en-details-8-trouble');
    await press(page, t.retry);
    await page.getByLabel(t.details.fields.town).fill('Machynlleth');
    for (const [mishap, words] of [
      ['too-many-requests', 'Try again in 5 seconds'],
      ['register-busy', 'Try again in a few minutes'],
    ] as const) {
      register.mishaps.push(mishap);
      await press(page, t.details.save);
      await page.getByText(words).waitFor();
    }
    await page.context().setOffline(true);
    await press(page, t.details.save);
    await page.getByText(t.unsure).waitFor();
    await inspect(someone, 'phone-en-details-9-unsure');
    await page.context().setOffline(false);
    expect(register.done).toEqual([]);
    await press(page, t.details.save);
    await heading(page, t.details.savedTitle);
    expect(register.done).toEqual([{ contact: { town: 'Machynlleth' } }]);
  });

  it('say that a change had arrived when its answer was lost', async () => {
    const { register } = server;
    const { page } = await person();
    await page.goto(at(`/details#${register.token('change')}`));
    await page.getByLabel(enMember.details.fields.town).fill('Machynlleth');
    register.mishaps.push('lost');
    await press(page, enMember.details.save);
    await page.getByText(enMember.unsure).waitFor();
    await press(page, enMember.details.save);
    await heading(page, enMember.details.invalid);
  });
});

describe('answering a mail', () => {
  for (const [language, t] of LANGUAGES)
    for (const [path, purpose] of LINKS.slice(1))
      it(`${path} in ${language}: yes and no, once each`, async () => {
        const someone = await person();
        const { page } = someone;
        const words = t[path as 'confirm-email' | 'undo-email'];
        const token = server.register.token(purpose);
        await page.goto(at(`${t.base}/${path}#${token}`));
        await heading(page, words.title);
        expect(page.url()).toBe(at(`${t.base}/${path}`));
        expect(server.register.done).toEqual([]);
        await inspectEverywhere(someone, `${language}-${path}-1`);
        await press(page, words.yes);
        await heading(page, words.yesTitle);
        await inspectEverywhere(someone, `${language}-${path}-2-yes`);
        // The same link once more, in the same tab.
        await page.goto(at(`${t.base}/send-again`));
        await page.goto(at(`${t.base}/${path}#${token}`));
        await press(page, words.yes);
        await heading(page, t.answer.invalidTitle);
        await inspectEverywhere(someone, `${language}-${path}-3-used`);
        // Another link in the same tab.
        await page.goto(at(`${t.base}/${path}#${server.register.token(purpose)}`));
        await heading(page, words.title);
        await press(page, words.no);
        await heading(page, words.noTitle);
        await inspectEverywhere(someone, `${language}-${path}-4-no`);
        expect(server.register.done).toEqual(
          purpose === 'confirm'
            ? [{ choice: 'confirm' }, { choice: 'decline' }]
            : [{ choice: 'undo' }, { choice: 'keep' }],
        );
      });

  it('needs the link, and says when the union itself has changed the address since or changes rest', async () => {
    const someone = await person();
    const { page } = someone;
    await page.goto(at('/confirm-email'));
    await heading(page, enMember.answer.lostTitle);
    await inspect(someone, 'phone-en-confirm-email-5-lost');
    server.register.mishaps.push('self-service-rests');
    await page.goto(at(`/confirm-email#${server.register.token('confirm')}`));
    await press(page, enMember['confirm-email'].yes);
    await heading(page, enMember.rests.title);
    await page.getByText(HELP_LINE).waitFor();
    server.register.mishaps.push('changed-since');
    await page.goto(at(`/undo-email#${server.register.token('undo')}`));
    await press(page, enMember['undo-email'].yes);
    await heading(page, enMember['undo-email'].changedTitle);
    await page.getByText(HELP_LINE).waitFor();
    await inspect(someone, 'phone-en-undo-email-5-changed');
  });

  it('can be repeated when there was no answer', async () => {
    const { page } = await person();
    const t = enMember['confirm-email'];
    await page.goto(at(`/confirm-email#${server.register.token('confirm')}`));
    await heading(page, t.title);
    await page.context().setOffline(true);
    await press(page, t.yes);
    await page.getByText(enMember.unsure).waitFor();
    await page.context().setOffline(false);
    await press(page, t.yes);
    await heading(page, t.yesTitle);
  });
});

describe('both languages', () => {
  it('lead to each other, with the link’s token and the ballot', async () => {
    const { uuid } = server.addBox(oneQuestion);
    const { page } = await person();
    for (const [path, purpose] of LINKS) {
      const token = server.register.token(purpose);
      await page.goto(at(`/${path}#${token}`));
      await heading(page, enMember[path as 'details'].title);
      await page.getByRole('link', { name: 'Cymraeg' }).click();
      await heading(page, cyMember[path as 'details'].title);
      expect(page.url()).toBe(at(`/cy/${path}`));
      await page.getByRole('link', { name: 'English' }).click();
      await heading(page, enMember[path as 'details'].title);
      expect(server.register.knows(token)).toBe(true);
    }
    await page.goto(at(`/send-again?ballot=${uuid}`));
    await page.getByRole('link', { name: 'Cymraeg' }).click();
    await heading(page, cyMember['send-again'].title);
    expect(page.url()).toBe(at(`/cy/send-again?ballot=${uuid}`));
  });

  it('keep what was typed, what was chosen and what is said about it, and nothing of it is stored or in an address', async () => {
    const someone = await person();
    const { page } = someone;
    const [en, cy] = [enMember.details, cyMember.details];
    const token = server.register.token('change');
    await page.goto(at(`/details#${token}`));
    await page.getByLabel(en.fields.personalEmail).fill('new');
    await page.getByLabel(en.fields.town).fill('Machynlleth');
    await page.getByLabel(en.languages.cy).check();
    await press(page, en.save);
    await page.getByRole('link', { name: en.faults['not-an-email-address'] as string }).waitFor();
    await page.getByRole('link', { name: 'Cymraeg' }).click();
    await page.getByRole('link', { name: cy.faults['not-an-email-address'] as string }).waitFor();
    expect(page.url()).toBe(at('/cy/details'));
    expect(await page.title()).toBe(`Gwall: ${cy.title}`);
    expect(await page.locator('html').getAttribute('lang')).toBe('cy');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('English');
    expect(await page.locator('footer').textContent()).toContain(cyMember.helpLine);
    expect(await page.getByLabel(cy.fields.personalEmail).inputValue()).toBe('new');
    expect(await page.getByLabel(cy.fields.town).inputValue()).toBe('Machynlleth');
    expect(await page.getByLabel(cy.languages.cy).isChecked()).toBe(true);
    await inspect(someone, 'phone-cy-details-10-switched');
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length)).toBe(0);
    expect(server.requests.filter(({ url }) => /Machynlleth|new/.test(url))).toEqual([]);
    expect(await page.content()).not.toContain(token);
    await page.getByLabel(cy.fields.personalEmail).fill('new@home.example');
    await press(page, cy.save);
    await heading(page, cy.confirmTitle);
    await page.getByRole('link', { name: 'English' }).click();
    await heading(page, en.confirmTitle);
    expect(server.register.done).toEqual([
      { contact: { personalEmail: 'new@home.example', town: 'Machynlleth', language: 'cy' } },
    ]);
  });

  it('keep who asks, and the ballot’s names', async () => {
    const { uuid } = server.addBox(oneQuestion);
    const { page } = await person();
    await page.goto(at(`/send-again?ballot=${uuid}`));
    await page.getByText('Workloads ballot 2026').waitFor();
    await page.getByLabel(enMember.who.label).fill('0012345');
    await page.getByRole('link', { name: 'Cymraeg' }).click();
    await heading(page, cyMember['send-again'].title);
    await page.getByText('Workloads ballot 2026').waitFor();
    expect(await page.getByLabel(cyMember.who.label).inputValue()).toBe('0012345');
    await press(page, cyMember['send-again'].go);
    await heading(page, cyMember['send-again'].doneTitle);
    expect(server.register.done).toEqual([{ ballot: uuid, again: '0012345' }]);
  });

  it('are followed as a link when the page around cannot be had in the other one', async () => {
    const { page } = await person();
    const token = server.register.token('change');
    await page.goto(at(`/details#${token}`));
    await page.getByLabel(enMember.details.fields.town).waitFor();
    await page.route('**/cy/details', (route) =>
      route.request().resourceType() === 'xhr' ? route.abort() : route.continue(),
    );
    await page.getByRole('link', { name: 'Cymraeg' }).click();
    await page.getByLabel(cyMember.details.fields.town).waitFor();
    expect(page.url()).toBe(at('/cy/details'));
  });

  it('say without JavaScript what to do', async () => {
    const context = await browser.newContext({ viewport: phone, javaScriptEnabled: false });
    const page = await context.newPage();
    for (const t of [enMember, cyMember]) {
      await page.goto(at(`${t.base}/details`));
      await page.locator('noscript .panel').waitFor();
      expect(await page.locator('noscript').textContent()).toContain(t.noScriptWhy);
      expect(await page.locator('form').count()).toBe(0);
    }
    await context.close();
  });
});

describe('robots (M2)', () => {
  it('that open every link, run the scripts and submit every form untouched change nothing', async () => {
    const { uuid } = server.addBox(oneQuestion);
    const { page } = await person();
    const tokens: string[] = [];
    for (const base of ['', '/cy']) {
      for (const path of ['send-again', `send-again?ballot=${uuid}`, 'details'])
        await robot(page, at(`${base}/${path}`));
      for (const [path, purpose] of LINKS) {
        const token = server.register.token(purpose);
        tokens.push(token);
        const url = at(`${base}/${path}`);
        for (const method of ['HEAD', 'GET', 'GET', 'GET']) expect((await fetch(url, { method })).status).toBe(200);
        await robot(page, `${url}#${token}`);
      }
    }
    expect(server.register.done).toEqual([]);
    expect(tokens.filter((token) => !server.register.knows(token))).toEqual([]);
    const posts = server.requests.filter(({ method }) => method === 'POST').map(({ url }) => url);
    expect(new Set(posts)).toEqual(new Set(['/api/membership/self-service/details']));
  });

  async function robot(page: Page, url: string) {
    await page.goto(url);
    for (let i = 0; i < 3; i++) {
      await page.waitForLoadState('networkidle');
      await page.evaluate(() => {
        for (const form of document.forms) {
          HTMLFormElement.prototype.submit.call(form);
          form.requestSubmit();
        }
      });
    }
  }
});
