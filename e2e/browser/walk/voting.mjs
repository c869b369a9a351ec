// Headquarters while voting is open: a later close by two people, a reminder, the turnout.
import { londonFields } from './preparation.mjs';

/** Two people move the close. */
export async function extend(officer, second, { name, closesAt }) {
  const { page } = officer;
  await officer.follow('Overview');
  await officer.heading(name);
  await officer.reaches(page.getByRole('button', { name: 'Extend voting…' }), 'the extension');
  await officer.look('overview, open');
  await officer.picture('hq-overview-open');
  await officer.press('Extend voting…');
  const { date, time } = londonFields(closesAt);
  await page.locator('#extension-close').fill(date);
  await page.locator('#extension-close-time').fill(time);
  await page.locator('#extension-reason').fill('The mail server of one employer was slow.');
  await officer.look('overview, extension');
  await officer.picture('hq-extend', page.locator('.tellers-consequence'));
  await officer.press('Propose the later close');
  await officer.says('You proposed it. Someone else has to confirm it.');
  await second.follow('Overview');
  await second.heading(name);
  await second.reaches(second.page.getByRole('button', { name: 'Confirm the later close…' }), 'the proposal');
  await second.look('overview, confirm the extension');
  await second.press('Confirm the later close…');
  await second.press('Confirm the later close', second.page.locator('.tellers-consequence'));
  await second.reaches(second.page.getByText('The close was moved.').first(), 'the later close');
}

/** Reminds those who have not voted. */
export async function remind(officer) {
  const { page } = officer;
  await officer.follow('Messages');
  await officer.heading('Messages');
  await officer.follow('New message');
  await officer.heading('New message');
  await page.getByLabel('Reminder', { exact: true }).check();
  const go = page.getByRole('button', { name: /^Continue with \d+ reminders$/ });
  await officer.reaches(go, 'the number of reminders');
  await officer.look('new message, reminder');
  await go.click();
  const [, many] = /^Send (\d+) reminders\?/.exec(
    await page.getByRole('heading', { name: /^Send \d+ reminders\?$/ }).innerText(),
  );
  await officer.press(`Send ${many} reminders`);
  await officer.heading('Messages');
  await officer.says('Reminder');
  await officer.look('messages, reminder');
  await officer.picture('hq-messages');
}

/** The turnout, in figures, as a curve and as a table. */
export async function turnout(officer, cast) {
  const { page } = officer;
  await officer.follow('Turnout');
  await officer.heading('Turnout');
  await officer.reaches(page.locator('.tellers-big-figure').getByText(String(cast)), `a turnout of ${cast}`);
  await officer.look('turnout');
  await officer.picture('hq-turnout');
}

/** A member of staff goes through every page of the ballot's bar that has not been seen. */
export async function seeThePages(person, pages) {
  for (const [link, heading] of pages) {
    await person.follow(link);
    await person.heading(heading);
    await person.page.getByRole('progressbar').first().waitFor({ state: 'detached' });
    await person.look(`${heading} page`);
  }
}
