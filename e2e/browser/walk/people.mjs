// Signing in at headquarters, as everybody there does.
import { Fault } from './stage.mjs';

/** Through the provider's own form, and back to the app. */
export async function signIn(person, { origin, user, password, isFirst = false }) {
  const { page } = person;
  await page.goto(origin);
  await person.heading('Sign in');
  if (isFirst) {
    await person.look('signing in');
    await person.picture('hq-sign-in');
  }
  await person.press('Sign in');
  await page.locator('#username').fill(user);
  await page.locator('#password').fill(password);
  await page.locator('#kc-login').click();
  await person.heading('Ballots');
  const cookies = (await page.context().cookies(origin)).filter(({ name }) => name.includes('session'));
  if (cookies.length === 0 || !cookies.every((one) => one.name.startsWith('__Host-') && one.httpOnly && one.secure))
    throw new Fault('the session is not in __Host- cookies that scripts cannot read');
}

/** The session ends while something is being typed; signed in again beside it, the person goes on where they were. */
export async function loseSession(person, { origin, user, password }) {
  const { page } = person;
  person.expect(/status of 401/);
  await person.context.clearCookies();
  await person.press('Save the draft');
  await person.says('You were signed out');
  await person.look('signed out while typing', { languages: [] });
  await person.picture('hq-signed-out');
  const [beside] = await Promise.all([person.context.waitForEvent('page'), person.follow('Sign in in a new tab')]);
  await beside.locator('#username').fill(user);
  await beside.locator('#password').fill(password);
  await beside.locator('#kc-login').click();
  await beside.getByRole('heading', { level: 1, name: 'Ballots' }).waitFor();
  await beside.close();
  await page.bringToFront();
  await person.reaches(page.getByText('You are signed in again'), 'the way on');
}
