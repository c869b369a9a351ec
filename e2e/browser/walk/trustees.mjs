// The trustees' part, in their own browsers: key, rounds, rehearsal, check mark by mail; after the close check and count.
import { existsSync } from 'node:fs';
import { Fault } from './stage.mjs';

/** How long a round may wait for the other trustees. */
const OTHERS_MS = 180_000;

/** Takes a place, makes the key and saves its file, does each round as it falls due, and ends with the rehearsal. */
export async function makeKey(trustee, { key, passphrase, email, seen }) {
  const { page } = trustee;
  const heading = (name) => page.getByRole('heading', { level: 2, name });
  await trustee.reaches(heading('Take your place as a trustee'), 'the trustee’s place');
  if (seen) await trustee.look('trustee, place');
  await trustee.press('Take this place');
  await trustee.reaches(heading('Make your key'), 'the making of the key');
  if (seen) await trustee.look('trustee, make');
  await page.getByLabel('Choose a passphrase').fill(passphrase);
  if (seen) await trustee.picture('trustee-make-key', page.locator('main'));
  const [download] = await Promise.all([page.waitForEvent('download'), trustee.press('Make my key and save the file')]);
  await download.saveAs(key);
  if (seen) await trustee.look('trustee, prove');
  if (seen) await trustee.picture('trustee-check-key', page.locator('main'));
  await open(trustee, { key, passphrase, action: 'Check and hand in my public part' });
  const waiting = heading('Your part is done for now');
  const ready = heading('You are ready');
  const openKey = heading('Open your key');
  const alert = page.getByRole('alert');
  await waiting.or(ready).or(openKey).or(alert).first().waitFor();
  if (seen && (await waiting.isVisible())) {
    await trustee.look('trustee, waiting');
    await trustee.picture('trustee-waiting', page.locator('main'));
  }
  await trustee.reaches(ready.or(alert).first(), 'the end of the rehearsal', OTHERS_MS);
  await refuseFault(trustee);
  await page.getByLabel('Your email address').fill(email);
  await trustee.press('Send it to me');
  await trustee.says(`When voting closes, the check mark goes to ${email}`);
  if (seen) {
    await trustee.look('trustee, ready');
    await trustee.picture('trustee-ready', page.locator('main'));
  }
}

/** Checks the closed box against the mailed mark, opens the key file and adds the part to the count. */
export async function count(trustee, { key, passphrase, head, seen }) {
  const { page } = trustee;
  if (!existsSync(key)) throw new Fault(`${trustee.name} has no key file ${key}`);
  const start = page.getByRole('button', { name: 'Start the check', exact: true });
  await trustee.reaches(start, 'the check of the ballot box', OTHERS_MS);
  if (seen) await trustee.look('count, check');
  await page.getByLabel('Check mark from the email').fill(head);
  if (seen) await trustee.picture('trustee-check-box', page.locator('main'));
  await start.click();
  const passed = page.getByRole('heading', { level: 2, name: /The ballot box is in order/ });
  await trustee.reaches(passed.or(page.getByRole('alert')).first(), 'the end of the check', OTHERS_MS);
  await refuseFault(trustee);
  if (seen) await trustee.look('count, checked');
  await open(trustee, { key, passphrase, action: 'Open my key' });
  if (seen) await trustee.picture('trustee-add-part', page.locator('main'));
  await trustee.press('Add my part to the count');
  await trustee.reaches(
    page.getByRole('heading', { level: 2, name: 'Thank you: your part is in' }).or(page.getByRole('alert')).first(),
    'the thanks',
  );
  await refuseFault(trustee);
  if (seen) await trustee.look('count, sent');
}

async function open(trustee, { key, passphrase, action }) {
  const { page } = trustee;
  await page.getByLabel('Key file').setInputFiles(key);
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await trustee.press(action);
  // The form goes away with the file open, or says what is wrong.
  await page
    .getByLabel('Key file')
    .waitFor({ state: 'detached' })
    .catch(() => refuseFault(trustee));
}

/** An error that the page tells ends the walk. */
async function refuseFault({ name, page }) {
  const fault = page.getByRole('alert').first();
  if (await fault.isVisible()) throw new Fault(`${name}: the page says ${await fault.innerText()}`);
}
