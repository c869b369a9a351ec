#!/usr/bin/env node
// One trustee's part through the whole stack as a person does it: headless Chromium, from the sign-in to the end.
//
//   node e2e/browser/trustee.mjs key   --origin URL --ballot UUID --user NAME --password-file FILE
//        --passphrase-file FILE --key FILE --screenshots DIR [--email ADDRESS]
//      signs in, takes a place if there is none, makes a key and saves its file as FILE (or goes on with FILE if it is
//      there), then does every part as it falls due, and ends with the rehearsal and, with ADDRESS, with asking for the
//      check mark of the closed box there. It waits for the other trustees: run one process for each, at the same time.
//   node e2e/browser/trustee.mjs count --origin URL --ballot UUID --user NAME --password-file FILE
//        --passphrase-file FILE --key FILE --screenshots DIR [--head HASH]
//      signs in, has the browser check the closed ballot box (against HASH, the mailed check mark), opens the key file
//      and adds the trustee's part to the count.
//
// Prints one JSON line {"name","done","cspViolations","axeViolations"}. Exit code 1 with one line on standard error when
// the end was not reached. --wait SECONDS (180) bounds the wait for others. Needs `npm ci` in web/ and a Chromium
// (Debian's, or the one that CHROMIUM names). Neither password nor passphrase is ever printed.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startChromium } from '../../web/testing/chromium.mjs';

const STEP_MS = 60_000;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const USAGE =
  'usage: trustee.mjs key|count --origin URL --ballot UUID --user NAME --password-file FILE --passphrase-file FILE ' +
  '--key FILE --screenshots DIR [--email ADDRESS] [--head HASH] [--wait SECONDS]';

class Failure extends Error {}

function readArguments() {
  try {
    const names = ['origin', 'ballot', 'user', 'password-file', 'passphrase-file', 'key', 'screenshots', 'email', 'head', 'wait'];
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
    });
    const [part] = positionals;
    const missing = names.slice(0, 7).some((name) => !values[name]);
    if (missing || positionals.length !== 1 || !['key', 'count'].includes(part)) throw new Failure(USAGE);
    const firstLine = (file) => readFileSync(file, 'utf8').split(/\r?\n/, 1)[0];
    return {
      ...values,
      part,
      password: firstLine(values['password-file']),
      passphrase: firstLine(values['passphrase-file']),
      wait: 1000 * Number(values.wait ?? 180),
    };
  } catch (e) {
    throw e instanceof Failure || e.code === 'ENOENT' ? e : new Failure(USAGE);
  }
}

async function act(given) {
  mkdirSync(given.screenshots, { recursive: true });

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

    let pictures = 0;
    const look = async (name) => {
      await page.screenshot({
        path: join(given.screenshots, `${given.user}-${given.part}-${++pictures}-${name}.png`),
        fullPage: true,
      });
      if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
      const found = await page.evaluate((values) => window.axe.run({ runOnly: { type: 'tag', values } }), RULES);
      violations.axe.push(...found.violations.map(({ id }) => `${name}: ${id}`));
    };
    const tools = { ...given, page, look };
    await signIn(tools);
    const name = (await page.locator('.tellers-person').textContent()).split(' · ')[0];
    await page.goto(`${given.origin}/ballots/${given.ballot}/${given.part}`);
    await (given.part === 'key' ? makeKey(tools) : count(tools));
    for (const what of [...violations.csp, ...violations.axe]) process.stderr.write(`${what}\n`);
    const counts = { cspViolations: violations.csp.length, axeViolations: violations.axe.length };
    process.stdout.write(`${JSON.stringify({ name, done: given.part, ...counts })}\n`);
  } finally {
    await browser.close();
  }
}

/** Through the provider's own form, and back to the app. */
async function signIn({ page, origin, user, password, look }) {
  await page.goto(origin);
  await press(page, 'Sign in');
  await page.locator('#username').fill(user);
  await page.locator('#password').fill(password);
  await page.locator('#kc-login').click();
  const heading = page.getByRole('heading', { level: 1 });
  await heading.filter({ hasText: 'Ballots' }).waitFor().catch(async () => {
    throw new Failure(`signing in as ${user} did not lead to the ballots but to ${new URL(page.url()).pathname}`);
  });
  const cookies = (await page.context().cookies(origin)).filter(({ name }) => name.includes('session'));
  if (cookies.length === 0 || !cookies.every((one) => one.name.startsWith('__Host-') && one.httpOnly && one.secure))
    throw new Failure('the session is not in __Host- cookies that scripts cannot read');
  await look('ballots');
}

async function makeKey({ page, key, passphrase, email, look, wait }) {
  const place = page.getByRole('heading', { level: 2, name: 'Take your place as a trustee' });
  const make = page.getByRole('heading', { level: 2, name: 'Make your key' });
  const openKey = page.getByRole('heading', { level: 2, name: 'Open your key' });
  const waiting = page.getByRole('heading', { level: 2, name: 'Your part is done for now' });
  const ready = page.getByRole('heading', { level: 2, name: 'You are ready' });
  await place.or(make).or(openKey).or(waiting).or(ready).first().waitFor();
  if (await place.isVisible()) {
    await look('place');
    await press(page, 'Take this place');
    await make.waitFor();
  }
  if (await make.isVisible()) {
    await look('make');
    if (existsSync(key)) {
      await press(page, 'I have a key file for this ballot already');
    } else {
      await page.getByLabel('Choose a passphrase').fill(passphrase);
      const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Make my key and save the file')]);
      await download.saveAs(key);
    }
    await look('prove');
    await open(page, key, passphrase, 'Check and hand in my public part');
  }
  const end = Date.now() + wait;
  while (!(await ready.isVisible())) {
    await refuseFault(page);
    if (await openKey.isVisible()) await open(page, key, passphrase, 'Open my key');
    const left = end - Date.now();
    if (left <= 0) throw new Failure(`the others did not do their part: ${await said(page)}`);
    await ready
      .or(openKey)
      .or(page.getByRole('alert'))
      .first()
      .waitFor({ timeout: left })
      .catch(() => {});
  }
  await look('ready');
  if (email) {
    await page.getByLabel('Your email address').fill(email);
    await press(page, 'Send it to me');
    await page.getByText(`When voting closes, the check mark goes to ${email}`).waitFor();
    await look('mark');
  }
}

async function count({ page, key, passphrase, head, look, wait }) {
  const start = page.getByRole('button', { name: 'Start the check', exact: true });
  await start.waitFor({ timeout: wait }).catch(async () => {
    throw new Failure(`there is nothing to check yet: ${await said(page)}`);
  });
  await look('check');
  if (head) await page.getByLabel('Check mark from the email').fill(head);
  await start.click();
  const passed = page.getByRole('heading', { level: 2, name: /The ballot box is in order/ });
  await passed.or(page.getByRole('alert')).first().waitFor({ timeout: wait });
  await refuseFault(page);
  await look('checked');
  await open(page, key, passphrase, 'Open my key');
  await press(page, 'Add my part to the count');
  const thanks = page.getByRole('heading', { level: 2, name: 'Thank you: your part is in' });
  await thanks.or(page.getByRole('alert')).first().waitFor();
  await refuseFault(page);
  await look('sent');
}

async function open(page, key, passphrase, action) {
  await page.getByLabel('Key file').setInputFiles(key);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await press(page, action);
  // The form goes away with the file open, or says what is wrong.
  await page
    .getByLabel('Key file')
    .waitFor({ state: 'detached' })
    .catch(async () => refuseFault(page));
}

/** An error that the page tells ends the run. */
async function refuseFault(page) {
  const fault = page.getByRole('alert').first();
  if (await fault.isVisible()) throw new Failure(`the page says: ${await fault.innerText()}`);
}

async function said(page) {
  return (await page.locator('main').innerText()).slice(0, 300);
}

function press(page, name) {
  return page.getByRole('button', { name, exact: true }).click();
}

let given;
try {
  given = readArguments();
  await act(given);
} catch (e) {
  const message = String(e instanceof Error ? e.message : e).replaceAll(/\s+/g, ' ');
  const secrets = [given?.password, given?.passphrase].filter(Boolean);
  process.stderr.write(`trustee: ${secrets.reduce((text, secret) => text.replaceAll(secret, '…'), message)}\n`);
  process.exitCode = 1;
}
