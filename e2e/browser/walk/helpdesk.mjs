// The helpdesk: a caller is found, gets the same code again, or another one where somebody may have the old one.

import { votingLink } from './mail.mjs';
import { arrive } from './members.mjs';

async function find(helpdesk, { name }) {
  const { page } = helpdesk;
  await page.getByLabel('Find a member').fill(name.split(' ')[1]);
  await helpdesk.press('Find');
  await helpdesk.reaches(page.getByRole('link', { name, exact: true }), name);
}

/** Sends a caller the same code again; returns the link of the new mail. */
export async function sendAgain(helpdesk, { caller, mailbox, uuid }) {
  const { page } = helpdesk;
  await helpdesk.look('helpdesk');
  await find(helpdesk, caller);
  await helpdesk.look('helpdesk, found');
  await helpdesk.picture('helpdesk-found');
  await helpdesk.follow(caller.name);
  await helpdesk.heading(caller.name);
  await helpdesk.look('caller');
  await helpdesk.picture('helpdesk-caller');
  const before = (await mailbox.mails()).filter(({ to }) => to === caller.email).length;
  await helpdesk.press('Send the same code again');
  await helpdesk.look('caller, send again');
  await helpdesk.press('Send the code again');
  await helpdesk.says('The code is on its way again');
  const mails = await mailbox.awaitCount(caller.email, before + 1);
  await page.getByRole('link', { name: /Back to the helpdesk/ }).click();
  return votingLink(mails.at(-1), uuid);
}

/**
 * Replaces a caller's code. So near the close it takes a second person; then the old code says that it was replaced, and
 * the new one is in the mail whose link is returned.
 */
export async function replace(helpdesk, second, { caller, member, link, mailbox, uuid }) {
  const { page } = helpdesk;
  await find(helpdesk, caller);
  await helpdesk.follow(caller.name);
  await helpdesk.heading(caller.name);
  const before = (await mailbox.mails()).filter(({ to }) => to === caller.email).length;
  await helpdesk.press('Replace the code');
  await page.getByLabel('Somebody else may have the code').check();
  await helpdesk.look('caller, replace');
  await helpdesk.picture('helpdesk-replace', page.locator('.tellers-consequence'));
  await helpdesk.press('Propose it to a second person');
  await helpdesk.says('Something waits for a second person');
  await helpdesk.look('caller, proposed');

  await second.follow('Helpdesk');
  await second.heading('Helpdesk');
  await second.page.getByRole('button', { name: /^Confirm: New code for member/ }).click();
  await second.look('helpdesk, confirm');
  await second.picture('helpdesk-confirm', second.page.locator('.tellers-consequence'));
  await second.press('Confirm', second.page.locator('.tellers-consequence'));
  await second.says('Nothing waits.');

  const mails = await mailbox.awaitCount(caller.email, before + 1);
  await page.reload();
  await helpdesk.says('The code was replaced');
  await helpdesk.look('caller, replaced');
  await arrive(member, link);
  await member.press('Continue');
  await member.heading('This code was replaced by a newer one');
  await member.look('vote, replaced code');
  await member.picture('member-replaced-code');
  return votingLink(mails.at(-1), uuid);
}
