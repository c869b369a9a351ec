// From the first draft to the frozen roll and the ordered invitations: officer, approver, and the checklist that guides them.
import { Fault } from './stage.mjs';

export const BALLOT = { en: 'Workloads ballot', cy: 'Pleidlais llwyth gwaith' };
export const QUESTIONS = [
  {
    en: 'Do you want the union to enter a formal dispute about workloads?',
    cy: 'A ydych am i’r undeb ddechrau anghydfod ffurfiol ynghylch llwyth gwaith?',
    answers: [
      { en: 'Yes', cy: 'Ydw' },
      { en: 'No', cy: 'Nac ydw' },
    ],
  },
  {
    en: 'What should the union ask for first?',
    cy: 'Am beth y dylai’r undeb ofyn gyntaf?',
    answers: [
      { en: 'A cap on cases', cy: 'Terfyn ar nifer yr achosion' },
      { en: 'More staff', cy: 'Mwy o staff' },
      { en: 'Less paperwork', cy: 'Llai o waith papur' },
    ],
  },
];
const AUTHORITY = {
  en: 'Resolution 4 of the national executive committee, 3 November',
  cy: 'Penderfyniad 4 y pwyllgor gwaith cenedlaethol, 3 Tachwedd',
};
const HELP_LINE = '020 7946 0123, ballot@union.example, 9 am to 5 pm on weekdays';

/** A minute of London's clock, as two fields take it. */
export function londonFields(instant) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (type) => parts.find((one) => one.type === type).value;
  return { date: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
}

/** The first whole minute that is at least so many minutes away. */
export function minuteAhead(minutes) {
  return new Date(Math.ceil(Date.now() / 60_000 + minutes) * 60_000);
}

/** Follows a step of the checklist of the ballot's overview. */
export async function followChecklist(person, step) {
  await person.page.locator('.tellers-todo').getByRole('link', { name: step, exact: true }).click();
}

/** What the checklist says of a step. */
export function stepOf(person, step) {
  return person.page.locator('.tellers-todo > li').filter({ hasText: step });
}

async function write(page, field, { en, cy }) {
  await page.locator(`[id="${field}"]`).fill(en);
  await page.locator(`[id="welsh.${field}"]`).fill(cy);
}

async function writeTime(page, field, instant) {
  const { date, time } = londonFields(instant);
  await page.locator(`#${field}`).fill(date);
  await page.locator(`#${field}-time`).fill(time);
}

/** Writes the ballot in both languages; the session ends in the middle of it, and nothing typed is lost. */
export async function draft(officer, { minutesToOpening, minutesOpen, signInAgain }) {
  const { page } = officer;
  await officer.follow('Ballots');
  await officer.heading('Ballots');
  await officer.follow('New ballot');
  await officer.heading('New ballot');
  await officer.look('builder, empty');
  await page.getByLabel('In Welsh too').check();
  await write(page, 'name', BALLOT);
  await write(page, 'authority', AUTHORITY);
  await page.locator('#helpLine').fill(HELP_LINE);
  await write(page, 'questions[0].question', QUESTIONS[0]);
  await officer.press('Add a question');
  await page.locator('[id="questions[1].answers"]').click();
  for (const [q, { answers, ...question }] of QUESTIONS.entries()) {
    await write(page, `questions[${q}].question`, question);
    for (const [a, answer] of answers.entries()) await write(page, `questions[${q}].answers[${a}]`, answer);
  }
  await officer.press('Save the draft');
  await officer.says('The draft was not saved');
  await officer.look('builder, faults');
  await page.locator('#constituencyLevel').selectOption({ label: 'Region' });
  await page.locator('[id="publication.breakdown"]').selectOption({ label: 'By region' });
  const opensAt = minuteAhead(minutesToOpening);
  const closesAt = new Date(opensAt.getTime() + 60_000 * minutesOpen);
  await writeTime(page, 'opensAt', opensAt);
  await writeTime(page, 'closesAt', closesAt);
  await signInAgain();
  await officer.look('builder, filled in');
  await officer.press('Save the draft');
  await officer.heading('Write the ballot');
  await officer.says('Saved, version 1.');
  await officer.view('hq-builder');
  const uuid = new URL(page.url()).pathname.split('/')[2];
  await officer.follow('Back to the ballot');
  await officer.heading(BALLOT.en);
  await officer.look('overview, draft');
  await officer.picture('hq-checklist', page.locator('.tellers-todo'));
  const approve = await stepOf(officer, 'Approve wording').innerText();
  if (!approve.includes('A second person, not officer'))
    throw new Fault(`the checklist does not ask for a second person: ${approve}`);
  return { uuid, closesAt };
}

/** The rule of the roll, in the draft. */
export async function writeRule(officer, entitled) {
  const { page } = officer;
  await officer.follow('Roll');
  await officer.heading('Roll');
  await officer.says(`${entitled} members would be entitled`);
  await officer.look('roll, rule');
  await officer.picture('hq-roll-rule');
  await officer.follow('Back to the ballot');
}

/** The second person reads all of it and approves. */
export async function approve(approver) {
  const { page } = approver;
  await approver.follow(BALLOT.en);
  await approver.heading(BALLOT.en);
  await approver.look('overview for the approver');
  await followChecklist(approver, 'Approve wording, dates, who may vote and what is published');
  await approver.heading('Read and approve');
  await approver.look('approval');
  await approver.press('Approve this ballot…');
  await approver.look('approval, asked');
  await approver.picture('hq-approve', page.locator('.tellers-consequence'));
  await approver.press('Approve version 1');
  await approver.heading('Questions and rules');
  await approver.says('Approved by');
}

/** Takes the letter for those who are to hold a key. */
export async function askTrustees(officer) {
  const { page } = officer;
  await officer.follow('Keys');
  await officer.heading('Who holds the keys');
  await officer.says('Ask people to hold a key');
  await officer.look('keys, nobody yet');
  await officer.picture('hq-keys-letter', page.locator('.tellers-told').filter({ has: page.locator('.tellers-letter') }));
  await officer.follow('Back to the ballot');
}

/** Freezes the roll and waits for the codes. */
export async function freeze(officer, entitled) {
  const { page } = officer;
  await officer.reaches(
    page.getByRole('link', { name: 'Freeze the roll of those who may vote' }),
    'the freeze in the checklist',
  );
  await officer.look('overview, keyed');
  await followChecklist(officer, 'Freeze the roll of those who may vote');
  await officer.heading('Roll');
  await officer.press('Freeze the roll…');
  await officer.look('roll, asked to freeze');
  await officer.picture('hq-roll-freeze', page.locator('.tellers-consequence'));
  await officer.press(`Freeze: ${entitled} members entitled`);
  await officer.says(`${entitled} codes can vote`);
  await officer.look('roll, frozen');
  await officer.follow('Back to the ballot');
}

/** Looks at the mail, tries it out, and orders the invitations. */
export async function invite(officer, invitable) {
  const { page } = officer;
  await officer.heading(BALLOT.en);
  await followChecklist(officer, 'Order the invitations');
  await officer.heading('Messages');
  await officer.says('Invitations: NOT SENT');
  await officer.look('messages, none');
  await officer.follow('Prepare the invitations');
  await officer.heading('New message');
  const go = page.getByRole('button', { name: `Continue with ${invitable} invitations` });
  await officer.reaches(go, 'the number of invitations');
  await officer.look('new message');
  await officer.picture('hq-invitation', page.locator('main'));
  await go.click();
  await officer.picture('hq-invitation-confirm', page.locator('.tellers-consequence'));
  await officer.press(`Send ${invitable} invitations`);
  await officer.heading('Messages');
  await officer.says('Waiting');
  await officer.look('messages');
}
