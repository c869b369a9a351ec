/** The page of messages in Chromium: what is sent is seen, counted and confirmed before. */
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heading, sharedBrowser, type Visit, visit } from '../../../testing/browser.ts';
import { inspect, inspectEverywhere } from '../../../testing/inspect.ts';
import type { components } from '../../src/api/generated/notification.ts';
import { filled } from '../mail.ts';
import { startServer, type TestServer } from '../server.ts';
import { ok, problem } from '../stage.ts';

type Schemas = components['schemas'];

let browser: Browser;
let server: TestServer;
let someone: Visit;

beforeAll(async () => {
  browser = await sharedBrowser();
});
beforeEach(async () => {
  server = await startServer();
  server.person = { user: 'olwen', name: 'Olwen Officer', roles: ['officer'] };
  server.stage.state = 'ready';
  someone = await visit(browser);
});
afterEach(async () => {
  const { faults } = someone;
  await someone.close();
  server.close();
  expect(faults, 'violations of the Content Security Policy and errors').toEqual([]);
});

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const api = (method: string, path: string) =>
  `${method} /api/notification/ballots/${server.stage.uuid}/messages${path}`;

const asked: Schemas['MessageView'] = {
  id: '0199c0de-0000-7000-8000-000000000001',
  kind: 'invitation',
  issue: 1,
  state: 'sending',
  askedBy: 'olwen',
  askedAt: '2026-02-13T11:00:00Z',
  queued: 913,
  accepted: 3_105,
  failed: 12,
  returned: 138,
  suppressed: 2,
  withoutAddress: 43,
  withdrawn: 0,
  unsent: 0,
  repeated: 0,
};

/** The service's messages, which begin when they are asked for. */
function serveMessages(...runs: Schemas['MessageView'][]) {
  const { instead } = server;
  instead.set(api('GET', ''), () => ok(runs));
  instead.set(api('GET', '/audience'), ok({ recipients: 4_213, withoutAddress: 43 } satisfies Schemas['Count']));
  instead.set(api('POST', '/preview'), ({ body }) => {
    const { language } = JSON.parse(body) as Schemas['TrialOrder'];
    return ok({
      from: 'Napo ballots <ballots@notices.napo.example>',
      language: language ?? 'en',
      subject: language === 'cy' ? 'Eich pleidlais: llwythi gwaith' : 'Your vote: Workloads ballot 2026',
      text: filled(`invitation-${language}.txt`),
      html: filled(`invitation-${language}.html`),
    } satisfies Schemas['Preview']);
  });
  instead.set(api('POST', '/trial'), ok({ state: 'accepted' }, 202));
  instead.set(api('POST', ''), ({ body }) => {
    const { kind, notBefore } = JSON.parse(body) as Schemas['MessageOrder'];
    const view = { ...asked, kind: kind as 'invitation', state: 'scheduled' as const, ...(notBefore && { notBefore }) };
    runs.push(view);
    return ok(view, 202);
  });
  for (const [action, state] of [
    ['pause', 'paused'],
    ['resumption', 'sending'],
    ['cancellation', 'cancelled'],
  ] as const)
    for (const { id } of [...runs])
      instead.set(api('POST', `/${id}/${action}`), () => {
        const at = runs.findIndex((one) => one.id === id);
        runs[at] = { ...(runs[at] as Schemas['MessageView']), state };
        return ok(runs[at]);
      });
}

const bodies = (method: string, path: string) =>
  server.requests
    .filter((one) => `${one.method} ${one.url}` === api(method, path))
    .map(({ body, headers }) => ({ body: JSON.parse(body), key: headers['idempotency-key'] }));

describe('the invitations', () => {
  it('are said not to be sent, looked at, tried out, timed in London, counted, and asked for once', async () => {
    serveMessages();
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/messages`);
    await heading(page, 'Messages');
    await page.getByText('Invitations: NOT SENT').waitFor();
    await inspectEverywhere(someone, 'messages-1-none');

    await page.getByRole('link', { name: 'Prepare the invitations' }).click();
    await heading(page, 'New message');
    await page.getByText('Your vote: Workloads ballot 2026').waitFor();
    await page.getByText('As of now: 4,213 invitations.').waitFor();
    await page.getByText('43 members without an email address get none').waitFor();
    expect(await page.getByRole('region', { name: 'As designed' }).getByText('Dear Alex Example').count()).toBe(1);
    await inspectEverywhere(someone, 'messages-2-new');
    await page.getByRole('group', { name: 'Language of the preview' }).getByText('Cymraeg').click();
    await page.getByText('Eich pleidlais: llwythi gwaith').waitFor();

    await press(page, 'Send it to me to look at');
    await page.getByRole('heading', { name: 'The test message is on its way to you' }).waitFor();
    expect(bodies('POST', '/trial')[0]?.body).toEqual({ kind: 'invitation', language: 'cy' });

    await page.getByLabel('Not before a time that I choose').check();
    await press(page, 'Continue with 4,213 invitations');
    await page.getByText('Choose a date and a time.').waitFor();
    const year = new Date().getFullYear() + 1;
    await page.locator('#not-before').fill(`${year}-07-01`);
    await page.locator('#not-before-time').fill('14:00');
    await press(page, 'Continue with 4,213 invitations');
    await page.getByText('Send 4,213 invitations?').waitFor();
    await inspectEverywhere(someone, 'messages-3-confirm');
    await press(page, new RegExp(`^Send 4,213 invitations at 14:00 on .* 1 July ${year}$`));

    await heading(page, 'Messages');
    await page.getByText('Scheduled').waitFor();
    const [order, ...more] = bodies('POST', '');
    expect(order?.body).toEqual({ kind: 'invitation', notBefore: `${year}-07-01T13:00:00Z` });
    expect(order?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(more).toEqual([]);
    expect(await page.getByText('Invitations: NOT SENT').count()).toBe(0);
  });
});

describe('messages under way', () => {
  it('show how far they are, and are paused, let go on, and cancelled only after their count was said', async () => {
    server.stage.state = 'open';
    const reminder = { ...asked, id: '0199c0de-0000-7000-8000-000000000002', kind: 'reminder' as const, issue: 2 };
    serveMessages(asked, reminder);
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/messages`);
    await page.getByText('Reminder no. 2').waitFor();
    const bar = page.getByRole('progressbar', { name: 'Invitation' });
    expect(await bar.getAttribute('aria-valuetext')).toBe('3,300 of 4,213 handled');
    await inspectEverywhere(someone, 'messages-4-sending');
    expect(await page.getByRole('button', { name: 'Cancel: Invitation' }).count()).toBe(0);

    await press(page, 'Pause: Invitation');
    await press(page, 'Let it go on: Invitation');
    await page.getByRole('button', { name: 'Pause: Invitation' }).waitFor();
    await press(page, 'Cancel: Reminder no. 2');
    await page.getByText('3,105 have left and cannot be called back.').waitFor();
    await inspect(someone, 'phone-messages-5-cancel');
    await press(page, 'Cancel and leave 956 unsent');
    await page.getByText('What had not left was withdrawn.').waitFor();
  });

  it('say what stands against a message, and show a refusal where it was asked for', async () => {
    server.stage.state = 'open';
    serveMessages({ ...asked, state: 'done', queued: 0 });
    server.instead.set(
      api('GET', '/audience'),
      problem(409, 'mail-events-erased', 'The mail events of this ballot have been erased.'),
    );
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/messages/new`);
    await page.getByText('The mail events of this ballot have been erased.').waitFor();
    await page.getByLabel('Invitation', { exact: true }).check();
    await page.getByText('The invitations were asked for already.').waitFor();
    await page.getByLabel('Campaign message').check();
    await page.getByText('Write a subject and a text in at least one language.').waitFor();
    await inspect(someone, 'phone-messages-6-campaign');
  });

  it('of a campaign have words of their own, which are previewed when the officer stops writing', async () => {
    server.stage.state = 'open';
    serveMessages({ ...asked, state: 'done', queued: 0 });
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/messages/new`);
    await page.getByLabel('Campaign message').check();
    await page.getByLabel('Subject in English').fill('Vote by Friday');
    await page.getByText('A language needs both a subject and a text.').waitFor();
    await page.getByLabel('Text in English').pressSequentially('Please vote. It takes a minute.');
    await page.getByText('As of now: 4,213 campaign messages.').waitFor();
    const texts = [{ language: 'en', subject: 'Vote by Friday', body: 'Please vote. It takes a minute.' }];
    await expect
      .poll(() => bodies('POST', '/preview').at(-1)?.body)
      .toEqual({ kind: 'campaign', texts, language: 'en', voted: true });
    expect(bodies('POST', '/preview').filter(({ body }) => body.kind === 'campaign').length).toBeLessThan(5);
    await press(page, 'Continue with 4,213 campaign messages');
    await press(page, 'Send 4,213 campaign messages');
    await heading(page, 'Messages');
    expect(bodies('POST', '')[0]?.body).toEqual({ kind: 'campaign', texts });
  });

  it('are a page in Welsh', async () => {
    serveMessages();
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/messages`);
    await press(page, 'Cymraeg');
    await heading(page, 'Negeseuon');
    await page.getByText('Gwahoddiadau: HEB EU HANFON').waitFor();
    await inspect(someone, 'phone-messages-7-welsh');
    await page.getByRole('link', { name: 'Paratoi’r gwahoddiadau' }).click();
    await page.getByText('Ar hyn o bryd: 4,213 gwahoddiad.').waitFor();
    await inspect(someone, 'phone-messages-8-welsh');
  });
});
