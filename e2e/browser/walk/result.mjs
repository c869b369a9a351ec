// After the close: the sealed figures, the declaration by two, the notice to members, and what the public can see.
import { followChecklist } from './preparation.mjs';
import { Fault } from './stage.mjs';

/** An officer looks at the sealed figures and proposes to declare them. */
export async function propose(officer, { name }) {
  const { page } = officer;
  await officer.follow('Overview');
  await officer.heading(name);
  await officer.reaches(
    page.locator('.tellers-todo').getByRole('link', { name: 'Declare or withhold the result' }),
    'the decision in the checklist',
  );
  await officer.look('overview, counted');
  await followChecklist(officer, 'Declare or withhold the result');
  await officer.heading('Count and result');
  await officer.press('Open the figures; record that I looked');
  await officer.says('All figures agree');
  await officer.look('result, sealed');
  await officer.picture('hq-result-sealed', page.locator('main'));
  await page.getByLabel('Declare it').check();
  await officer.press('Propose to declare the result');
  await officer.says('You proposed this yourself.');
  await officer.look('result, proposed');
}

/** Another person confirms; from then on the result is public. */
export async function confirm(second, { name }) {
  await second.follow('Overview');
  await second.heading(name);
  await followChecklist(second, 'Declare or withhold the result');
  await second.heading('Count and result');
  await second.reaches(second.page.getByRole('button', { name: 'Confirm: declare the result' }), 'the proposal');
  await second.look('result, to be confirmed');
  await second.picture('hq-result-confirm');
  await second.press('Confirm: declare the result');
  await second.reaches(second.page.getByRole('heading', { level: 2, name: 'The result', exact: true }), 'the result');
  await second.look('result');
  await second.picture('hq-result', second.page.locator('main'));
}

/** The votes of each answer, question by question, as the page shows them. */
export async function shownFigures(person, questions) {
  const figures = [];
  for (const { en, answers } of questions) {
    const table = person.page.getByRole('table', { name: `Votes: ${en}` });
    const votes = [];
    for (const { en: answer } of answers) {
      const cell = table
        .getByRole('row')
        .filter({ has: person.page.getByRole('rowheader', { name: answer, exact: true }) })
        .getByRole('cell')
        .first();
      votes.push(Number((await cell.innerText()).replaceAll(/\D/g, '')));
    }
    figures.push(votes);
  }
  return figures;
}

/** Members are told; one follows the link of the mail to the report. */
export async function tellMembers(officer, { many }) {
  const { page } = officer;
  await officer.follow('Messages');
  await officer.heading('Messages');
  await officer.follow('New message');
  await officer.heading('New message');
  await page.getByLabel('Notice of the result', { exact: true }).check();
  await page.getByRole('button', { name: `Continue with ${many} notices of the result` }).click();
  await officer.press(`Send ${many} notices of the result`);
  await officer.heading('Messages');
}

/** The report that everybody can read, in both languages. */
export async function readReport(member, mail, figures) {
  const link = /https?:\/\/\S+\/api\/reporting\/ballots\/\w+\/report\S*/.exec(mail.text)?.[0];
  if (!link) throw new Fault('the notice of the result has no link to the report');
  for (const language of ['en', 'cy']) {
    await member.page.goto(`${link.split('?')[0]}?language=${language}`);
    await member.page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
    await member.look(`report in ${language}`, { languages: [] });
    const text = await member.page.locator('body').innerText();
    for (const votes of figures.flat())
      if (!text.includes(String(votes))) throw new Fault(`the report does not show ${votes} votes`);
    if (language === 'en') await member.picture('member-report');
  }
}
