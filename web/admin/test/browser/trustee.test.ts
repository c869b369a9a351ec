/** The admin app in Chromium: a whole ceremony and a whole count, with real cryptography on both sides. */
import { readFileSync } from 'node:fs';
import { openKeyFile, readKeyFile, writeKeyFile } from '@tellers/ballot-crypto/keyfile';
import type { Browser, Download, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heading, phone, sharedBrowser, type Visit, visit } from '../../../testing/browser.ts';
import { inspect, inspectEverywhere } from '../../../testing/inspect.ts';
import { startServer, type TestServer } from '../server.ts';
import { closedBox, ok, problem } from '../stage.ts';

const PASSPHRASE = 'correct horse battery staple';

let browser: Browser;
let server: TestServer;
let open: Visit[] = [];

beforeAll(async () => {
  browser = await sharedBrowser();
});
beforeEach(async () => {
  server = await startServer(await closedBox());
});
afterEach(async () => {
  const faults = open.flatMap((one) => one.faults);
  await Promise.all(open.map((one) => one.close()));
  open = [];
  server.close();
  expect(faults, 'violations of the Content Security Policy and errors').toEqual([]);
});

async function person(viewport = phone): Promise<Visit> {
  const someone = await visit(browser, viewport);
  open.push(someone);
  return someone;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const section = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name }).waitFor();

/** A key file as a person chooses it. */
interface KeyUpload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Makes a key, and gives what the browser saved. */
async function makeKey(page: Page): Promise<{ name: string; path: string }> {
  await page.getByLabel('Choose a passphrase').fill(PASSPHRASE);
  const [download] = await Promise.all([
    page.waitForEvent('download') as Promise<Download>,
    press(page, 'Make my key and save the file'),
  ]);
  return { name: download.suggestedFilename(), path: await download.path() };
}

async function openKey(
  page: Page,
  path: string | KeyUpload,
  passphrase = PASSPHRASE,
  action = 'Open my key',
): Promise<void> {
  await page.getByLabel('Key file').setInputFiles(path);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await press(page, action);
}

/** The key file of the first trustee of the closed box. */
async function keyOfClosedBox(): Promise<KeyUpload> {
  const { closed, uuid } = server.stage;
  const [seed, published] = [closed.ceremony.seeds[0] as string, closed.ceremony.certificates[0] as string];
  const text = await writeKeyFile({ secret: { kind: 'seat', seed }, published }, PASSPHRASE);
  return { name: `tellers-key-${uuid}.json`, mimeType: 'application/json', buffer: Buffer.from(text) };
}

const countPage = () => `${server.origin}/ballots/${server.stage.uuid}/count`;

describe('a count', () => {
  it('checks the box, then takes the trustee’s part', async () => {
    server.stage.state = 'closed';
    const someone = await person();
    const { page } = someone;
    const shot = (step: string) => inspectEverywhere(someone, `count-${step}`);

    await page.goto(`${server.origin}/ballots/${server.stage.uuid}`);
    await page.getByRole('link', { name: 'Check and count' }).waitFor();
    await shot('1-ballot');
    await page.getByRole('link', { name: 'Check and count' }).click();
    await heading(page, 'Check and count');
    await section(page, 'Check the ballot box first');
    await page.getByLabel('Check mark from the email').fill('0'.repeat(64));
    await press(page, 'Start the check');
    await page.getByText('This is not the box that was closed').waitFor();
    await shot('2-other-box');
    await page.getByLabel('Check mark from the email').fill(JSON.parse(String(server.stage.input.task)).head);
    await press(page, 'Start the check');
    await section(page, /The ballot box is in order/);
    await page.getByText('9 votes checked.').waitFor();
    await shot('3-checked');
    await openKey(page, await keyOfClosedBox());
    await section(page, 'Add your part');
    await shot('4-decrypt');
    await press(page, 'Add my part to the count');
    await section(page, 'Thank you: your part is in');
    await page.getByText('One more trustee is needed').waitFor();
    expect([...server.stage.shares.keys()]).toEqual([2]);
    await shot('5-sent');
  });

  it('shows what is wrong with a box that was changed, and lets no key near it', async () => {
    const { stage } = server;
    stage.state = 'closed';
    const archive = Uint8Array.from(stage.input.archive);
    const at = Buffer.from(archive).indexOf('"signature"');
    archive[at + 20] = (archive[at + 20] as number) ^ 1;
    stage.input = { ...stage.input, archive };
    const someone = await person();
    const { page } = someone;
    await page.goto(countPage());
    await press(page, 'Start the check');
    await page.getByText('The check found a fault').waitFor();
    await inspect(someone, 'phone-count-fault');
    expect(await page.getByLabel('Key file').count()).toBe(0);
  });

  it('says that it is too early while voting is open', async () => {
    server.stage.state = 'open';
    const someone = await person();
    await someone.page.goto(countPage());
    await section(someone.page, 'Voting is still open');
    await inspect(someone, 'phone-count-early');
  });
});

describe('a count that needs nobody', () => {
  it('says when the sums are still being formed, and goes on by itself', async () => {
    server.stage.state = 'closed';
    const path = `GET /api/reporting/ballots/${server.stage.uuid}/decryption-task`;
    server.instead.set(path, problem(409, 'sums-not-formed', 'The sums are not formed yet.'));
    const { page } = await person();
    await page.goto(countPage());
    await section(page, /The sums are not ready yet/);
    server.instead.clear();
    await section(page, 'Check the ballot box first');
  });

  it('says when nothing is decrypted, and when enough trustees were there', async () => {
    server.stage.state = 'closed';
    const path = `GET /api/reporting/ballots/${server.stage.uuid}/decryption-task`;
    server.instead.set(path, problem(409, 'below-minimum', 'Fewer members have voted than the minimum.'));
    const { page } = await person();
    await page.goto(countPage());
    await section(page, /There is nothing to count/);
    await page.getByText('Fewer members have voted than the minimum.').waitFor();
    server.instead.clear();
    (server.stage.shares as Map<number, string>).set(3, '').set(4, '');
    await section(page, 'The count has enough parts');
  });
});

describe('a key ceremony', () => {
  it('leads a trustee from the place to the rehearsal, accessible and within the policy on every screen', async () => {
    const someone = await person();
    const { page } = someone;
    const shot = (step: string) => inspectEverywhere(someone, step);

    await page.goto(server.origin);
    await heading(page, 'Ballots');
    await page.getByRole('link', { name: 'Workloads ballot 2026' }).waitFor();
    await shot('1-ballots');
    await page.getByRole('link', { name: 'Workloads ballot 2026' }).click();
    await heading(page, 'Workloads ballot 2026');
    await page.getByRole('link', { name: 'Go to your key' }).waitFor();
    await shot('2-ballot');
    await page.getByRole('link', { name: 'Go to your key' }).click();

    await heading(page, 'Your key');
    await section(page, 'Take your place as a trustee');
    expect(await page.getByLabel('Your name as it should appear').inputValue()).toBe('Tariq Trustee');
    await shot('3-place');
    await press(page, 'Take this place');

    await section(page, 'Make your key');
    await page.getByLabel('Choose a passphrase').fill('short');
    await press(page, 'Make my key and save the file');
    await page.getByText('The passphrase needs at least 12 characters.').waitFor();
    await shot('4-make-error');
    const saved = await makeKey(page);
    expect(saved.name).toMatch(/^tellers-key-.*6KtJmwugEAEpW8\.json$/);

    await section(page, 'Check that your file opens');
    await shot('5-prove');
    await openKey(page, saved.path, 'another passphrase', 'Check and hand in my public part');
    await page.getByText('That is not the passphrase of this file').waitFor();
    await shot('5-prove-error');
    await openKey(page, saved.path, PASSPHRASE, 'Check and hand in my public part');

    await section(page, 'Your part is done for now');
    await page.getByText('2 places are still free.').waitFor();
    await shot('6-wait');
    await server.stage.othersAct();
    await page.getByText('Waiting for Tegan Trustee and Tomos Trustee.').waitFor();
    await server.stage.othersAct();
    await page.getByText('The other trustees still have to confirm.').waitFor();
    await shot('7-wait-confirm');
    await server.stage.othersAct();

    await section(page, 'You are ready');
    expect(server.stage.seats[0]?.rehearsed).toBe(true);
    await shot('8-ready');

    await page.getByLabel('Your email address').fill('no address');
    await press(page, 'Send it to me');
    await page.getByText('Type an email address, such as name@example.org.').waitFor();
    await page.getByLabel('Your email address').fill('tariq@example.org');
    await press(page, 'Send it to me');
    await page.getByText('When voting closes, the check mark goes to tariq@example.org').waitFor();
    await shot('9-mark-mail');
    await press(page, 'Do not send it, and forget the address');
    await page.getByLabel('Your email address').waitFor();
  });

  it('tells an officer how many have the check mark mailed, and lets an auditor have it too', async () => {
    server.stage.state = 'keyed';
    server.instead.set(`GET /api/notification/ballots/${server.stage.uuid}/head-notices`, ok({ asked: 3, sent: 0 }));
    server.person = { user: 'olwen', name: 'Olwen Officer', roles: ['officer'] };
    const someone = await person();
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/key`);
    await page.getByText('3 people have asked for the check mark').waitFor();
    expect(await page.getByLabel('Your email address').count()).toBe(0);
    server.person = { user: 'aled', name: 'Aled Auditor', roles: ['auditor'] };
    await page.reload();
    await page.getByLabel('Your email address').fill('aled@example.org');
    await press(page, 'Send it to me');
    await page.getByText('the check mark goes to aled@example.org').waitFor();
    await inspectEverywhere(someone, 'mark-counts');
  });
});

/** Takes the first trustee to the end of the first round, and gives the saved file. */
async function firstRound(page: Page): Promise<{ name: string; path: string }> {
  await page.goto(`${server.origin}/ballots/${server.stage.uuid}/key`);
  await press(page, 'Take this place');
  const saved = await makeKey(page);
  await openKey(page, saved.path, PASSPHRASE, 'Check and hand in my public part');
  await section(page, 'Your part is done for now');
  return saved;
}

describe('a trustee who comes back', () => {
  it('goes on with the key file, and another file is refused', async () => {
    const first = await person();
    const saved = await firstRound(first.page);
    const buffer = readFileSync(saved.path);
    const file = { name: saved.name, mimeType: 'application/json', buffer };
    await first.close();
    open = open.filter((one) => one !== first);
    await server.stage.othersAct();

    const { page } = await person();
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/key`);
    await page.getByText('Everyone has made a key.').waitFor();
    await press(page, 'Open my key');
    await page.getByText('Choose your key file.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('file');
    await openKey(page, { ...file, buffer: Buffer.from('{}') });
    await page.getByText('That is not a key file').waitFor();
    await openKey(page, {
      ...file,
      buffer: Buffer.from(
        buffer
          .toString()
          .replace('"version": 2', '"version":  2')
          .replace(/"fingerprint": ".../, '"fingerprint": "AAA'),
      ),
    });
    await page.getByText('The file is damaged').waitFor();
    await openKey(page, await keyOfClosedBox());
    await page.getByText('That key is not the one of your place here').waitFor();
    await openKey(page, file);
    await page.getByText('The other trustees still have to join').waitFor();
  });

  it('is told to go no further when the server sends what the others did not say', async () => {
    const someone = await person();
    await firstRound(someone.page);
    await server.stage.othersAct();
    await someone.page.getByText('The other trustees still have to join').waitFor();
    // The input of another ceremony: all of it well-formed, none of it of these trustees.
    const path = `GET /api/ballot/ballots/${server.stage.uuid}/ceremony/input`;
    server.instead.set(path, { status: 200, body: JSON.stringify({ vinput: server.stage.closed.ceremony.inputs[0] }) });
    await server.stage.othersAct();
    await section(someone.page, /Something another trustee or the server sent does not fit/);
    await inspect(someone, 'phone-blamed');
    expect(server.stage.seats[0]?.output).toBeUndefined();
    server.instead.clear();
    await press(someone.page, 'Try again');
    await someone.page.getByText('The other trustees still have to confirm').waitFor();
    expect(server.stage.seats[0]?.output).toBeDefined();
  });
});

describe('people who are to hold a key', () => {
  it('are asked by a letter to copy or mail, until every place is taken', async () => {
    server.person = { user: 'officer', name: 'Olwen Officer', roles: ['officer'] };
    const someone = await person();
    const { page } = someone;
    await someone.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/key`);
    await section(page, 'Ask people to hold a key');
    const letter = await page.locator('.tellers-letter').innerText();
    expect(letter).toContain(`${server.origin}/ballots/${server.stage.uuid}/key`);
    expect(letter).toContain('2 of them are needed to count');
    await press(page, 'Copy: Ask people to hold a key');
    await page.getByRole('button', { name: 'Copied: Ask people to hold a key' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(letter);
    const mail = new URL((await page.getByRole('link', { name: 'Write an email' }).getAttribute('href')) ?? '');
    expect(mail.searchParams.get('body')?.replaceAll('\r\n', '\n')).toBe(letter);
    await inspectEverywhere(someone, 'asked');
    await press(page, 'Cymraeg');
    await section(page, 'Gofyn i bobl ddal allwedd');
    await inspect(someone, 'phone-cy-asked');
    await press(page, 'English');
    for (const [i, seat] of server.stage.seats.entries()) seat.name ??= `Trustee ${i + 1}`;
    await page.reload();
    await page.getByRole('table', { name: 'The trustees and what each has done' }).waitFor();
    await page.getByText('Trustee 3', { exact: true }).waitFor();
    expect(await page.getByText('Ask people to hold a key').count()).toBe(0);
  });
});

describe('a place whose holder cannot take part', () => {
  it('is freed by an officer who has read that all begin again, and says why', async () => {
    await server.stage.othersAct();
    server.person = { user: 'officer', name: 'Olwen Officer', roles: ['officer'] };
    const someone = await person();
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/key`);
    await heading(page, 'Who holds the keys');
    await section(page, 'When a trustee cannot take part');
    await press(page, 'Free the place of Tegan Trustee…');
    await page.getByText('all of them make new keys and begin again').waitFor();
    await press(page, 'Free the place');
    await page.getByText('Say why.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('free-2-reason');
    await inspectEverywhere(someone, 'free-place');
    await page.getByLabel('Reason').fill('She is away until April');
    await press(page, 'Free the place');
    await page.getByText('Place 2: Free').waitFor();
    expect(server.stage.seats[2]?.certificate).toBeUndefined();
    const sent = server.requests.find(({ url }) => url.endsWith('/ceremony/replacement'));
    expect(JSON.parse(sent?.body ?? '')).toEqual({ seat: 2, reason: 'She is away until April' });
    await page.getByRole('button', { name: 'Free the place of Tomos Trustee…' }).waitFor();
    expect(await page.getByRole('button', { name: 'Free the place of Tegan Trustee…' }).count()).toBe(0);
    await press(page, 'Cymraeg');
    await press(page, 'Rhyddhau lle Tomos Trustee…');
    await page.getByText('yn gwneud allwedd newydd ac yn dechrau eto').waitFor();
    await inspect(someone, 'phone-cy-free-place');
  });

  it('is freed no longer once the keys are in place, and never by a trustee', async () => {
    await server.stage.othersAct();
    const { page } = await person();
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/key`);
    await section(page, 'Take your place as a trustee');
    expect(await page.getByText('When a trustee cannot take part').count()).toBe(0);
    server.person = { user: 'officer', name: 'Olwen Officer', roles: ['officer'] };
    server.stage.state = 'keyed';
    await page.reload();
    await page.getByRole('table', { name: 'The trustees and what each has done' }).waitFor();
    expect(await page.getByText('When a trustee cannot take part').count()).toBe(0);
  });
});

describe('secrets', () => {
  it('stay in the browser: neither passphrase nor seed is in any request, nor kept', async () => {
    const { page } = await person();
    const saved = await firstRound(page);
    for (let round = 0; round < 3; round++) {
      await server.stage.othersAct();
      await page
        .getByText(
          ['The other trustees still have to join', 'The other trustees still have to confirm', 'Your key works.'][
            round
          ] as string,
        )
        .waitFor();
    }
    const secret = await openKeyFile(readKeyFile(readFileSync(saved.path, 'utf8')), PASSPHRASE);
    const sent = JSON.stringify(server.requests);
    expect(secret.kind).toBe('seat');
    for (const text of [PASSPHRASE, encodeURIComponent(PASSPHRASE), secret.kind === 'seat' ? secret.seed : ''])
      expect(sent).not.toContain(text);
    expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))).toBe('[{},{}]');
    const writes = server.requests.filter(({ method }) => method !== 'GET');
    expect(writes.length).toBeGreaterThanOrEqual(5);
    expect(writes.every(({ headers }) => headers['tellers-request'] === '1')).toBe(true);
  });
});

describe('signing in', () => {
  it('is offered to who is not, and leads back to the page that was asked for', async () => {
    server.person = null;
    const someone = await person();
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}`);
    await heading(page, 'Sign in');
    await inspect(someone, 'phone-sign-in');
    await press(page, 'Sign in');
    await heading(page, 'Workloads ballot 2026');
    expect(new URL(page.url()).pathname).toBe(`/ballots/${server.stage.uuid}`);
    await press(page, 'Sign out');
    await heading(page, 'Sign in');
  });

  it('says why it did not work', async () => {
    server.person = null;
    const someone = await person();
    await someone.page.goto(`${server.origin}/?sign-in=failed`);
    await someone.page.getByText('Signing in did not work').waitFor();
    await inspect(someone, 'phone-sign-in-failed');
    await someone.page.goto(`${server.origin}/?sign-in=unreachable`);
    await someone.page.getByText('The sign-in service does not answer').waitFor();
  });

  it('is asked for again when the session has ended', async () => {
    const { page } = await person();
    await page.clock.install();
    await page.goto(server.origin);
    await page.getByRole('link', { name: 'Workloads ballot 2026' }).waitFor();
    // The list has what it asks for: only the next page will learn of the end.
    await page.waitForLoadState('networkidle');
    server.person = null;
    await page.getByRole('link', { name: 'Workloads ballot 2026' }).click();
    await heading(page, 'Workloads ballot 2026');
    await page.clock.fastForward(10_000);
    await heading(page, 'You were signed out');
    expect(await page.getByRole('heading', { name: 'Workloads ballot 2026' }).count()).toBe(0);
  });

  it('can be done beside a page whose session has ended, and what was typed is still there', async () => {
    const someone = await person();
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/key`);
    await press(page, 'Take this place');
    await page.getByLabel('Choose a passphrase').fill('correct horse');
    server.person = null;
    await heading(page, 'You were signed out');
    expect(await page.getByLabel('Choose a passphrase').isVisible()).toBe(false);
    await inspect(someone, 'phone-signed-out');
    const [beside] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Sign in in a new tab' }).click(),
    ]);
    await beside.getByRole('link', { name: 'Workloads ballot 2026' }).waitFor();
    await page.getByText('You are signed in again').waitFor();
    expect(await page.getByLabel('Choose a passphrase').inputValue()).toBe('correct horse');
    await inspect(someone, 'phone-signed-in-again');
  });

  it('of another person in the same window shows nothing of what the one before was shown', async () => {
    const { page } = await person();
    const { uuid } = server.stage;
    await page.goto(`${server.origin}/ballots/${uuid}/key`);
    await page.getByText('Workloads ballot 2026').first().waitFor();
    server.person = null;
    await heading(page, 'You were signed out');
    server.instead.set(
      `GET /api/ballot/ballots/${uuid}`,
      problem(403, 'role-missing', 'Your roles do not allow this.'),
    );
    server.person = { user: 'helper', name: 'A Helper', roles: ['helpdesk'] };
    await page.evaluate(() => dispatchEvent(new Event('focus')));
    await page.getByText('Your roles do not allow this.').waitFor();
    expect(await page.getByText('Workloads ballot 2026').count()).toBe(0);
  });
});

describe('the app', () => {
  it('speaks Welsh on every page, and remembers it', async () => {
    const someone = await person();
    const { page } = someone;
    await page.goto(server.origin);
    await press(page, 'Cymraeg');
    await heading(page, 'Pleidleisiau');
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('cy');
    await page.getByRole('link', { name: 'Workloads ballot 2026' }).waitFor();
    await inspect(someone, 'phone-cy-ballots');
    await page.getByRole('link', { name: 'Workloads ballot 2026' }).click();
    await page.getByRole('link', { name: 'Mynd at eich allwedd' }).waitFor();
    await inspect(someone, 'phone-cy-ballot');
    await page.getByRole('link', { name: 'Mynd at eich allwedd' }).click();
    await press(page, 'Cymryd y lle hwn');
    await page.getByLabel('Dewiswch gyfrinymadrodd').waitFor();
    await inspect(someone, 'phone-cy-make');
    await page.reload();
    await heading(page, 'Eich allwedd');
    server.stage.state = 'closed';
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/count`);
    await press(page, 'Dechrau’r gwiriad');
    await section(page, /Mae’r blwch pleidleisio mewn trefn/);
    await inspect(someone, 'phone-cy-count');
  });

  it('works with the keyboard alone', async () => {
    const { page } = await person({ width: 1280, height: 900 });
    const focused = () => page.evaluate(() => document.activeElement?.textContent || document.activeElement?.id || '');
    const tabTo = async (name: string) => {
      for (let i = 0; i < 15 && (await focused()) !== name; i++) await page.keyboard.press('Tab');
      expect(await focused()).toBe(name);
    };
    await page.goto(server.origin);
    await page.getByRole('link', { name: 'Workloads ballot 2026' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Skip to the content');
    await tabTo('Workloads ballot 2026');
    await page.keyboard.press('Enter');
    await heading(page, 'Workloads ballot 2026');
    expect(await focused()).toBe('Workloads ballot 2026');
    await page.getByRole('link', { name: 'Go to your key' }).waitFor();
    await tabTo('Go to your key');
    await page.keyboard.press('Enter');
    await heading(page, 'Your key');
    await page.getByLabel('Your name as it should appear').waitFor();
    await tabTo('seat-name');
    await page.keyboard.press('Enter');
    await page.getByLabel('Choose a passphrase').waitFor();
    await tabTo('new-passphrase');
    await page.keyboard.type(PASSPHRASE);
    await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
    await section(page, 'Check that your file opens');
  });

  it('says what to do when a service does not answer, and where there is no page', async () => {
    server.instead.set('GET /api/ballot/ballots', {
      status: 503,
      body: '{"type":"urn:tellers:problem:service-unreachable"}',
    });
    const someone = await person();
    await someone.page.goto(server.origin);
    await someone.page.getByText('A part of the system does not answer.').waitFor();
    await inspect(someone, 'phone-unreachable');
    server.instead.clear();
    await press(someone.page, 'Try again');
    await someone.page.getByRole('link', { name: 'Workloads ballot 2026' }).waitFor();
    await someone.page.goto(`${server.origin}/elsewhere`);
    await heading(someone.page, 'Page not found');
  });

  it('stays when a page cannot show what a service answered, and asks anew', async () => {
    const summary = { uuid: server.stage.uuid, state: 'open', name: 'Workloads ballot 2026', opensAt: 'one day' };
    server.instead.set('GET /api/ballot/ballots', ok({ items: [summary] }));
    const { page } = await person();
    await page.goto(server.origin);
    await page.getByText('Something went wrong that should not have.').waitFor();
    expect(await page.getByText('Tariq Trustee').count()).toBe(1);
    server.instead.clear();
    await press(page, 'Try again');
    await page.getByRole('link', { name: 'Workloads ballot 2026' }).waitFor();
  });
});
