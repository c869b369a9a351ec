#!/usr/bin/env node
// A whole ballot through the browser, from an empty system to the declared result, by people who call no API by hand.
//
//   node e2e/browser/walk.mjs --hq URL --voters URL --mails URL --folder DIR [--pictures DIR] --password-file FILE
//
// Headquarters' officer is guided by the checklist of the ballot; an approver, a helpdesk, three trustees, members with
// phones and a webmaster have their parts. Every screen is looked at with axe in both languages and in a window of
// 320 px, which is also one of 1280 px at 400 %. DIR gets the archives and, unless --pictures names another folder, the
// pictures of the guides. Prints one JSON line; exit code 1 with one line for each fault on standard error. Needs `npm ci`
// in web/ and a Chromium (Debian's, or the one that CHROMIUM names).
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { replace, sendAgain } from './walk/helpdesk.mjs';
import { Mailbox, votingLink } from './walk/mail.mjs';
import * as members from './walk/members.mjs';
import { loseSession, signIn } from './walk/people.mjs';
import * as preparation from './walk/preparation.mjs';
import { bringIn, crowd, MEMBERS, writeRegister } from './walk/register.mjs';
import * as result from './walk/result.mjs';
import { Fault, PHONE, Stage } from './walk/stage.mjs';
import * as trustees from './walk/trustees.mjs';
import * as voting from './walk/voting.mjs';
import * as website from './walk/website.mjs';

const USAGE = 'usage: walk.mjs --hq URL --voters URL --mails URL --folder DIR --password-file FILE [--pictures DIR]';
/** From the moment when the dates are written: approval, keys and roll must be done by then. */
const MINUTES_TO_OPENING = 3;
const MINUTES_OPEN = 4;
/** How many members of the crowd vote at the same time. */
const AT_ONCE = 3;
const { BALLOT, QUESTIONS } = preparation;

function readArguments() {
  const names = ['hq', 'voters', 'mails', 'folder', 'pictures', 'password-file'];
  try {
    const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: 'string' }])) });
    if (names.some((name) => name !== 'pictures' && !values[name])) throw new Fault(USAGE);
    return { ...values, password: readFileSync(values['password-file'], 'utf8').trim() };
  } catch (e) {
    throw e instanceof Fault || e.code === 'ENOENT' ? e : new Fault(USAGE);
  }
}

async function walk({ hq, voters, mails, folder, password }, stage) {
  const started = Date.now();
  const step = (name) =>
    process.stderr.write(`${String(Math.round((Date.now() - started) / 1000)).padStart(4)} s  ${name}\n`);
  const staff = async (user, viewport) => {
    const person = await stage.person(user, viewport);
    await signIn(person, { origin: hq, user, password });
    return person;
  };
  const mailbox = new Mailbox(mails);

  // From the empty system to the register.
  const officer = await stage.person('officer');
  await signIn(officer, { origin: hq, user: 'officer', password, isFirst: true });
  await officer.says('No ballots yet');
  await officer.look('ballots, none');
  await officer.picture('hq-first-steps');
  const register = writeRegister(folder);
  await bringIn(officer, register);
  await voting.seeThePages(officer, [
    ['Members', 'Members'],
    ['Follow-ups', 'Follow-ups'],
    ['Data protection', 'Data protection'],
  ]);
  step('register');

  // From the draft to the frozen roll.
  const { uuid, closesAt } = await preparation.draft(officer, {
    minutesToOpening: MINUTES_TO_OPENING,
    minutesOpen: MINUTES_OPEN,
    signInAgain: () => loseSession(officer, { origin: hq, user: 'officer', password }),
  });
  await preparation.writeRule(officer, register.members);
  step('draft');
  const approver = await staff('approver');
  await preparation.approve(approver);
  await preparation.askTrustees(officer);
  step('approval');
  const holders = await Promise.all(
    ['trustee1', 'trustee2', 'trustee3'].map(async (user, i) => {
      const trustee = await staff(user, i === 0 ? PHONE : undefined);
      await trustee.follow(BALLOT.en);
      await trustee.heading(BALLOT.en);
      await trustee.follow('Go to your key');
      const secrets = {
        key: join(folder, `${user}.key`),
        passphrase: `four words for trustee ${i + 1}`,
        email: `${user}@trustees.example`,
      };
      await trustees.makeKey(trustee, { ...secrets, seen: i === 0 });
      return { trustee, ...secrets };
    }),
  );
  step('keys');
  await preparation.freeze(officer, register.members);
  step('roll');
  const invitable = register.members - 1;
  await preparation.invite(officer, invitable);
  const snippets = await website.takeSnippets(officer);
  await voting.seeThePages(officer, [
    ['Decisions', 'Decisions'],
    ['Keys', 'Who holds the keys'],
    ['For members', 'For members'],
    ['Delivery', 'Delivery'],
  ]);
  const observer = await stage.person('observer');
  const setup = await members.download(observer, { origin: voters, uuid, file: join(folder, 'setup.bel') });
  step('invitations ordered');

  // Voting is open.
  const invitations = await mailbox.awaitAll(
    (mail) => votingLink(mail, uuid),
    invitable,
    `${invitable} invitations`,
    300,
  );
  if (invitations.length !== invitable || new Set(invitations.map(({ to }) => to)).size !== invitable)
    throw new Fault(`${invitable} members have an address, ${invitations.length} invitations came`);
  const linkOf = ({ email }) =>
    votingLink(
      invitations.find(({ to }) => to === email),
      uuid,
    );
  step('invitations in the mailboxes');
  const second = approver;
  await voting.extend(officer, second, { name: BALLOT.en, closesAt: new Date(closesAt.getTime() + 60_000) });
  step('extension');
  const { rhys, megan, priya, tom, una, imran, joanne, kofi } = MEMBERS;
  const votes = [];
  const cast = async (member, choices, how, viewport = PHONE) => {
    const person = await stage.person(member.name, viewport);
    votes.push({ choices, tracker: await how(person, linkOf(member), choices) });
    await person.leave();
  };
  await cast(rhys, [0, 1], members.voteAndLook);
  await cast(priya, [1, 2], members.voteByKeyboard, undefined);
  await cast(megan, [0, 0], (person, link, choices) =>
    members.voteInWelsh(person, link, choices, { name: BALLOT.cy, questions: QUESTIONS }),
  );
  await cast(tom, [0, 'blank'], members.voteWhileTheLineBreaks);
  await cast(una, [0, 0], members.voteWithoutALine);
  await cast(imran, [1, 1], members.voteInTwoTabs, undefined);
  step('members with a story');
  const helpdesk = await staff('helpdesk');
  await helpdesk.follow(BALLOT.en);
  await helpdesk.heading(BALLOT.en);
  await helpdesk.look('overview for the helpdesk');
  await helpdesk.follow('Helpdesk');
  await helpdesk.heading('Helpdesk');
  if ((await sendAgain(helpdesk, { caller: joanne, mailbox, uuid })) !== linkOf(joanne))
    throw new Fault('sending again brings another code');
  const kofisPhone = await stage.person(kofi.name, PHONE);
  const newLink = await replace(helpdesk, officer, {
    caller: kofi,
    member: kofisPhone,
    link: linkOf(kofi),
    mailbox,
    uuid,
  });
  await kofisPhone.tab();
  votes.push({ choices: [1, 1], tracker: await members.vote(kofisPhone, newLink, [1, 1]) });
  step('helpdesk');
  const queue = crowd.map((member, i) => ({ member, choices: [i % 3 === 0 ? 1 : 0, i % 3] }));
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = queue.pop(); next; next = queue.pop()) await cast(next.member, next.choices, members.vote);
    }),
  );
  step('the crowd');
  await voting.remind(officer);
  // Who has voted a moment ago may be counted before, and is left out when the reminders leave.
  const silent = invitable - votes.length;
  await mailbox.awaitAll(({ subject }) => subject.includes('a reminder to vote'), silent, `${silent} reminders`);
  await voting.turnout(officer, votes.length);
  const site = await website.Website.open();
  try {
    site.publish(snippets);
    await website.published({ origin: voters, uuid }, votes.length);
    const visitor = await stage.person('visitor', PHONE);
    await website.visit(visitor, site, `${votes.length} of ${register.members} members have voted`);
  } finally {
    site.close();
  }
  step('reminder, turnout, website');

  // The close comes while a member is on the review page.
  const late = await stage.person(joanne.name, PHONE);
  await members.arrive(late, linkOf(joanne));
  await members.choose(late, [0, 0]);
  await officer.follow('Overview');
  await officer.reaches(
    officer.page.locator('.tellers-todo').getByText('Check the ballot box and count'),
    'the close',
    300_000,
  );
  await members.submitTooLate(late);
  step('close');

  // Two of the three trustees count; the third has lost the key.
  const heads = await mailbox.awaitAll(
    ({ to }) => holders.some(({ email }) => email === to),
    holders.length,
    'the check marks of the box',
  );
  const head = /\b[0-9a-f]{64}\b/.exec(heads[0].text)?.[0];
  for (const [i, holder] of holders.slice(0, 2).entries()) {
    await holder.trustee.page.getByRole('link', { name: /Back to the ballot/ }).click();
    await holder.trustee.heading(BALLOT.en);
    await holder.trustee.follow('Check and count');
    await trustees.count(holder.trustee, { ...holder, head, seen: i === 0 });
  }
  step('count');
  await result.propose(officer, { name: BALLOT.en });
  await result.confirm(approver, { name: BALLOT.en });
  const figures = await result.shownFigures(approver, QUESTIONS);
  const expected = QUESTIONS.map(({ answers }, q) =>
    answers.map((_, a) => votes.filter(({ choices }) => choices[q] === a).length),
  );
  if (JSON.stringify(figures) !== JSON.stringify(expected))
    throw new Fault(`cast were ${JSON.stringify(expected)}, declared is ${JSON.stringify(figures)}`);
  await result.tellMembers(officer, { many: invitable });
  const [notice] = await mailbox.awaitAll(
    ({ to, text }) => to === rhys.email && text.includes(`/${uuid}/report`),
    1,
    'the notice of the result',
  );
  const phone = await stage.person(rhys.name, PHONE);
  await result.readReport(phone, notice, figures);
  await members.checkReceipt(phone, { origin: voters, uuid, tracker: votes[0].tracker });
  const archive = await members.download(observer, { origin: voters, uuid, file: join(folder, 'declared.bel') });
  await members.readPages(phone, { origin: voters, uuid });
  step('declaration');
  return {
    ballot: uuid,
    head,
    setup,
    archive,
    entitled: register.members,
    trackers: votes.map(({ tracker }) => tracker),
    figures,
    seconds: Math.round((Date.now() - started) / 1000),
  };
}

let stage;
try {
  const given = readArguments();
  stage = await Stage.open(given.pictures ?? join(given.folder, 'pictures'));
  const told = await walk(given, stage);
  const { faults, screens, pictures } = stage;
  for (const [kind, found] of Object.entries(faults))
    for (const one of found) process.stderr.write(`${kind}: ${one}\n`);
  const counts = Object.fromEntries(Object.entries(faults).map(([kind, found]) => [kind, found.length]));
  process.stdout.write(
    `${JSON.stringify({ ...told, screens: screens.size, faults: counts, pictures: Object.fromEntries(pictures) })}\n`,
  );
} catch (e) {
  // Never a link: its last part is a member's code.
  process.stderr.write(`walk: ${String(e instanceof Error ? e.message : e).replaceAll(/#\S+/g, '#…')}\n`);
  for (const [kind, found] of Object.entries(stage?.faults ?? {}))
    for (const one of found) process.stderr.write(`${kind}: ${one}\n`);
  await stage?.keepLast();
  process.exitCode = 1;
} finally {
  await stage?.close();
}
