/** The key of one scrutineer in Chromium: made, handed in and used for the count, with real cryptography on both sides. */
import { readFileSync } from 'node:fs';
import { openKeyFile, readKeyFile, writeKeyFile } from '@tellers/ballot-crypto/keyfile';
import type { Browser, Download, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heading, phone, sharedBrowser, type Visit, visit } from '../../../testing/browser.ts';
import { inspect, inspectEverywhere } from '../../../testing/inspect.ts';
import { startServer, type TestServer } from '../server.ts';
import { type ClosedBox, closedBox, closedBoxOfOne, problem } from '../stage.ts';

const PASSPHRASE = 'correct horse battery staple';
const SCRUTINEER = { user: 'scrutineer', name: 'Siân Scrutineer', roles: ['scrutineer'] };

let browser: Browser;
let box: ClosedBox;
let server: TestServer;
let open: Visit[] = [];

beforeAll(async () => {
  browser = await sharedBrowser();
  box = await closedBoxOfOne();
});
beforeEach(async () => {
  server = await startServer(box);
  server.person = SCRUTINEER;
});
afterEach(async () => {
  const faults = open.flatMap((one) => one.faults);
  await Promise.all(open.map((one) => one.close()));
  open = [];
  server.close();
  expect(faults, 'violations of the Content Security Policy and errors').toEqual([]);
});

async function person(): Promise<Visit> {
  const someone = await visit(browser, phone);
  open.push(someone);
  return someone;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const section = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name }).waitFor();
const keyPage = () => `${server.origin}/ballots/${server.stage.uuid}/key`;

type KeyUpload = string | { name: string; mimeType: string; buffer: Buffer };

async function openKey(page: Page, file: KeyUpload, action: string): Promise<void> {
  await page.getByLabel('Key file').setInputFiles(file);
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await press(page, action);
}

/** The key file of a trustee of a closed box. */
async function fileOf(secret: Parameters<typeof writeKeyFile>[0]): Promise<KeyUpload> {
  const buffer = Buffer.from(await writeKeyFile(secret, PASSPHRASE));
  return { name: 'tellers-key.json', mimeType: 'application/json', buffer };
}

describe('the key of one scrutineer', () => {
  it('is made, proved and handed in with its proof, and nothing secret leaves the browser', async () => {
    const someone = await person();
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}`);
    await page.getByRole('link', { name: 'Go to your key' }).click();
    await heading(page, 'Your key');
    await page.getByText('Nobody has made it yet.').waitFor();
    expect(await page.getByLabel('Your name as it should appear').inputValue()).toBe('Siân Scrutineer');
    await inspectEverywhere(someone, 'one-key-1-name');
    await page.getByLabel('Your name as it should appear').fill('Dr Siân Scrutineer');
    await press(page, 'Go on');
    await page.getByLabel('Choose a passphrase').fill(PASSPHRASE);
    const [download] = await Promise.all([
      page.waitForEvent('download') as Promise<Download>,
      press(page, 'Make my key and save the file'),
    ]);
    const path = await download.path();
    await section(page, 'Check that your file opens');
    await inspectEverywhere(someone, 'one-key-2-prove');

    server.instead.set(
      `POST /api/ballot/ballots/${server.stage.uuid}/trustees`,
      problem(409, 'trustee-present', 'Another scrutineer has registered a key.'),
    );
    await openKey(page, path, 'Check and hand in my public part');
    await page.getByText('Another scrutineer has registered a key.').waitFor();
    server.instead.clear();
    await openKey(page, path, 'Check and hand in my public part');
    await section(page, 'Your key is in place');
    await page.getByText('Dr Siân Scrutineer holds it').waitFor();
    await page.getByText('There is no second key').waitFor();
    await inspectEverywhere(someone, 'one-key-3-in-place');
    server.stage.state = 'keyed';
    await page.getByLabel('Your email address').waitFor();
    await press(page, 'Cymraeg');
    await section(page, 'Mae eich allwedd yn ei lle');
    await inspect(someone, 'phone-cy-one-key');

    const secret = await openKeyFile(readKeyFile(readFileSync(path, 'utf8')), PASSPHRASE);
    const sent = JSON.stringify(server.requests);
    expect(secret.kind).toBe('single');
    for (const text of [PASSPHRASE, secret.kind === 'single' ? String(secret.privateKey) : ''])
      expect(sent).not.toContain(text);
  });

  it('counts the ballot, and no other key is taken for it', async () => {
    server.stage.state = 'closed';
    const someone = await person();
    const { page } = someone;
    await page.goto(keyPage());
    await page.getByRole('link', { name: 'Check and count' }).click();
    await press(page, 'Start the check');
    await section(page, /The ballot box is in order/);
    const other = await closedBox();
    const [seed, certificate] = [other.ceremony.seeds[0] as string, other.ceremony.certificates[0] as string];
    await openKey(page, await fileOf({ secret: { kind: 'seat', seed }, published: certificate }), 'Open my key');
    await page.getByText('That key is not the one of your place here').waitFor();
    const privateKey = box.built.keys[1]?.privateKey as bigint;
    const published = JSON.stringify(JSON.parse(box.built.trustees)[1][1]);
    await openKey(page, await fileOf({ secret: { kind: 'single', privateKey }, published }), 'Open my key');
    await press(page, 'Add my part to the count');
    await section(page, 'Thank you: your part is in');
    await page.getByText('The officers can now declare the result.').waitFor();
    expect([...server.stage.shares.keys()]).toEqual([2]);
    await inspectEverywhere(someone, 'one-key-count');
  });

  it('is not offered to who may not hold it, and everyone sees who does', async () => {
    const someone = await person();
    const { page } = someone;
    server.person = { ...SCRUTINEER, roles: ['scrutineer', 'helpdesk'] };
    await page.goto(keyPage());
    await section(page, 'You work for headquarters');
    server.person = { user: 'trustee1', name: 'Tariq Trustee', roles: ['trustee'] };
    await page.reload();
    await section(page, 'There is nothing for you to do here');
    server.stage.state = 'closed';
    server.person = { user: 'officer', name: 'Olwen Officer', roles: ['officer'] };
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}`);
    await page.getByText('Siân Scrutineer holds it').waitFor();
    server.person = { ...SCRUTINEER, user: 'other' };
    await page.goto(keyPage());
    await section(page, 'The key is not with you');
    await inspect(someone, 'phone-one-key-taken');
  });
});
