// Members at the ballot: on a phone, by the keyboard alone, in Welsh, with a line that breaks, in two tabs, backwards.
import { Fault } from './stage.mjs';

/** What the browser itself says of a line that is cut. */
const CUT = /net::ERR_|Failed to load resource/;

/** Opens the link of a mail and waits until the code stands in the page, and no longer in its address. */
export async function arrive(member, link) {
  await member.page.goto(link);
  await member.says('Your code was filled in from your link');
  if (member.page.url().includes('#')) throw new Fault('the code is still in the address');
}

/** From the code to the review; a choice is the index of an answer, or `blank`. */
export async function choose(member, choices) {
  const { page } = member;
  await member.press('Continue');
  for (const [i, choice] of choices.entries()) {
    await member.says(`Question ${i + 1} of ${choices.length}`);
    await page.locator(`#answer-${choice}`).check();
    await member.press('Next page');
  }
  await member.heading('Check your vote');
}

async function submit(member) {
  await member.press('Submit my vote');
  return receipt(member);
}

/** The receipt on the last page. */
async function receipt(member, heading = 'Your vote has been received') {
  await member.heading(heading);
  return (await member.page.locator('#tracker').innerText()).replaceAll(/\s/g, '');
}

/** Votes without looking left or right. */
export async function vote(member, link, choices) {
  await arrive(member, link);
  await choose(member, choices);
  return submit(member);
}

/** Votes on a phone and looks at every screen. */
export async function voteAndLook(member, link, choices) {
  const { page } = member;
  await arrive(member, link);
  await member.look('vote, code');
  await member.picture('member-code');
  await member.press('Continue');
  for (const [i, choice] of choices.entries()) {
    await member.says(`Question ${i + 1} of ${choices.length}`);
    if (i === 0) {
      await member.press('Next page');
      await member.says('There is a problem');
      await member.look('vote, nothing chosen');
    }
    await page.locator(`#answer-${choice}`).check();
    await member.look(`vote, question ${i + 1}`);
    if (i === 0) await member.picture('member-question');
    await member.press('Next page');
  }
  await member.heading('Check your vote');
  await member.look('vote, review');
  await member.picture('member-review');
  const tracker = await submit(member);
  await member.look('vote, received');
  await member.picture('member-receipt');
  return tracker;
}

/** Votes with the keyboard alone: what has the focus is always seen, and reached in few steps. */
export async function voteByKeyboard(member, link, choices) {
  const { page } = member;
  await arrive(member, link);
  const reach = async (what, fits) => {
    for (let steps = 0; steps < 30; steps++) {
      if (await page.evaluate(fits.test, fits.value)) return;
      await page.keyboard.press('Tab');
    }
    throw new Fault(`the keyboard does not reach ${what}`);
  };
  const button = (text) => ({
    test: (value) => document.activeElement?.matches('button') && document.activeElement.textContent.trim() === value,
    value: text,
  });
  await reach('Continue', button('Continue'));
  const ring = await page.evaluate(() => {
    const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
  });
  if (!ring) throw new Fault('nobody can see that the button has the focus');
  await page.keyboard.press('Enter');
  for (const [i, choice] of choices.entries()) {
    await member.says(`Question ${i + 1} of ${choices.length}`);
    await reach('the answers', { test: () => document.activeElement?.matches('input[type=radio]') ?? false });
    await page.keyboard.press('Space');
    for (let down = 0; down < choice; down++) await page.keyboard.press('ArrowDown');
    if (!(await page.locator(`#answer-${choice}`).isChecked()))
      throw new Fault('the keyboard does not choose an answer');
    await reach('Next page', button('Next page'));
    await page.keyboard.press('Enter');
  }
  await member.heading('Check your vote');
  await reach('Submit my vote', button('Submit my vote'));
  await page.keyboard.press('Enter');
  return receipt(member);
}

/** Votes with everything in Welsh, from the mail to the receipt. */
export async function voteInWelsh(member, link, choices, { name, questions }) {
  const { page } = member;
  await page.goto(link);
  await page.locator('html[lang=cy]').waitFor({ state: 'attached' });
  await member.says('Llenwyd eich cod o’ch dolen');
  await member.says(name);
  await member.press('Parhau');
  for (const [i, choice] of choices.entries()) {
    await member.says(`Cwestiwn ${i + 1} o ${choices.length}`);
    await member.says(questions[i].cy);
    await page.getByLabel(questions[i].answers[choice].cy, { exact: true }).check();
    if (i === 0) await member.picture('member-question-cy');
    await member.press('Y dudalen nesaf');
  }
  await member.heading('Gwirio’ch pleidlais');
  await member.says(questions[0].answers[choices[0]].cy);
  await member.press('Cyflwyno fy mhleidlais');
  return receipt(member, 'Mae’ch pleidlais wedi’i derbyn');
}

/** The line breaks at the moment of submitting, after the vote went out and before the answer came: the page finds out. */
export async function voteWhileTheLineBreaks(member, link, choices) {
  const { page } = member;
  member.expect(CUT);
  await arrive(member, link);
  await choose(member, choices);
  await page.route('**/api/voting/ballots/*/box', async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });
  await member.press('Submit my vote');
  await member.heading('We may have received your vote');
  await member.look('vote, unsure');
  await member.picture('member-unsure');
  await page.unroute('**/api/voting/ballots/*/box');
  await member.press('Check whether it arrived');
  return receipt(member);
}

/** The line is gone before anything goes out: the page knows that nothing arrived, keeps the answers, and sends again. */
export async function voteWithoutALine(member, link, choices) {
  member.expect(CUT);
  await arrive(member, link);
  await choose(member, choices);
  await member.context.setOffline(true);
  await member.press('Submit my vote');
  await member.heading('We have not received your vote');
  await member.look('vote, not sent', { languages: [] });
  await member.context.setOffline(false);
  await member.press('Send my vote again');
  return receipt(member);
}

/** The same code in two tabs: the second is told that a vote was recorded. Then backwards: nothing can be changed. */
export async function voteInTwoTabs(member, link, choices) {
  member.expect(/status of 409/);
  const first = member.page;
  await arrive(member, link);
  await choose(member, choices);
  const second = await member.tab();
  await arrive(member, link);
  await choose(member, [1, 0]);
  member.page = first;
  const tracker = await submit(member);
  await first.goBack();
  await member.heading('Your vote has been received');
  if ((await first.locator('#tracker').innerText()).replaceAll(/\s/g, '') !== tracker)
    throw new Fault('the way back changes the receipt');
  member.page = second;
  await member.press('Submit my vote');
  await member.heading('A vote was already recorded');
  await member.look('vote, already recorded');
  await member.picture('member-already-recorded');
  return tracker;
}

/** Anyone looks a receipt up. */
export async function checkReceipt(member, { origin, uuid, tracker }) {
  await member.page.goto(`${origin}/b/${uuid}/check`);
  await member.heading('Check a receipt');
  await member.page.getByLabel('Receipt').fill(tracker);
  await member.press('Check');
  await member.says('Yes, this vote is in the ballot box');
  await member.look('receipt checked');
  await member.picture('member-check-receipt');
}

/** Voting closed while a member was looking at the review: the page says that nothing was recorded. */
export async function submitTooLate(member) {
  member.expect(/status of 409/);
  await member.press('Submit my vote');
  await member.heading('Voting closed before we received your vote');
  await member.look('vote, too late');
  await member.picture('member-too-late');
}

/** Anyone downloads the public archive. */
export async function download(person, { origin, uuid, file }) {
  await person.page.goto(`${origin}/b/${uuid}/check`);
  await person.heading('Check a receipt');
  const [archive] = await Promise.all([person.page.waitForEvent('download'), person.follow('Download the archive')]);
  await archive.saveAs(file);
  return file;
}

/** The pages that stand around the vote. */
export async function readPages(member, { origin, uuid }) {
  for (const path of [
    `/b/${uuid}`,
    `/help?ballot=${uuid}`,
    `/how-secrecy-works?ballot=${uuid}`,
    '/accessibility',
    '/privacy',
    '/',
    `/send-again?ballot=${uuid}`,
  ]) {
    await member.page.goto(`${origin}${path}`);
    await member.page.locator('#getting').waitFor({ state: 'detached' });
    await member.look(`page ${path.replace(uuid, '…')}`);
  }
}
