// The register: a file as a membership system writes it, brought in by the officer.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Members who have a part in the walk; the others only fill the roll. */
export const MEMBERS = {
  rhys: { number: '0010001', name: 'Rhys Bevan', email: 'rhys.bevan@home.example' },
  megan: { number: '0010002', name: 'Megan Hughes', email: 'megan.hughes@home.example', welsh: true },
  priya: { number: '0010003', name: 'Priya Patel', email: 'priya.patel@home.example' },
  tom: { number: '0010004', name: 'Tom Nowak', email: 'tom.nowak@home.example' },
  una: { number: '0010005', name: 'Una Clarke', email: 'una.clarke@home.example' },
  imran: { number: '0010006', name: 'Imran Ahmed', email: 'imran.ahmed@home.example' },
  joanne: { number: '0010007', name: 'Joanne Lewis', email: 'joanne.lewis@home.example' },
  kofi: { number: '0010008', name: 'Kofi Okafor', email: 'kofi.okafor@home.example' },
};
/** How many members only vote, so that enough vote for a count, and how many only are on the roll. */
const CROWD = 22;
const QUIET = 30;

export const crowd = Array.from({ length: CROWD }, (_, i) => ({
  number: `${10_100 + i}`.padStart(7, '0'),
  name: `Member ${String.fromCharCode(65 + i)}xley`,
  email: `member${i}@home.example`,
}));

/** Writes the file; one row of it is wrong, as rows of such files are. */
export function writeRegister(folder) {
  const quiet = Array.from({ length: QUIET }, (_, i) => ({
    number: `${10_500 + i}`.padStart(7, '0'),
    name: `Quiet ${String.fromCharCode(65 + (i % 26))}ndrews`,
    email: i === 0 ? '' : `quiet${i}@home.example`,
  }));
  const rows = [...Object.values(MEMBERS), ...crowd, ...quiet].map(({ number, name, email, welsh }, i) => {
    const [first, last] = name.split(' ');
    const region = welsh || i % 5 === 0 ? 'Wales' : i % 2 === 0 ? 'London' : 'North West';
    return [
      number,
      first,
      last,
      email,
      email && 'personal',
      'Probation',
      region,
      'Probation Service',
      'active',
      '2019-04-01',
      welsh ? 'cy' : 'en',
    ];
  });
  rows.push([
    '0010999',
    'Wrong',
    'Date',
    '',
    '',
    'Probation',
    'Wales',
    'Probation Service',
    'active',
    '31/02/2024',
    'en',
  ]);
  const file = join(folder, 'members-november.csv');
  const headings = [
    'Membership No',
    'Forename',
    'Surname',
    'Home email',
    'Write to',
    'Section',
    'Region',
    'Employer',
    'State of membership',
    'Joined',
    'Language',
  ];
  writeFileSync(file, `${[headings, ...rows].map((row) => row.join(',')).join('\n')}\n`);
  return { file, members: rows.length - 1 };
}

/** Upload, columns, dry run, confirmation. */
export async function bringIn(officer, register) {
  const { page } = officer;
  await officer.follow('Register');
  await officer.heading('Register');
  await officer.says('The register is empty');
  await officer.look('register, empty');
  await officer.picture('hq-register-upload', page.locator('main'));
  await page.getByLabel('Register file (CSV)').setInputFiles(register.file);
  await officer.press('Compare with the register');
  await officer.heading('Register file');
  const columns = page.getByRole('heading', { level: 2, name: 'Which column is which?' });
  await officer.reaches(columns, 'the columns of the file');
  await officer.look('register, columns');
  await officer.picture('hq-register-columns', page.locator('main table'));
  const choose = (heading, column) =>
    page.getByLabel(`What “${heading}” is in the register`).selectOption({ label: column });
  await choose('Home email', 'Personal email');
  await choose('Write to', 'Preferred email (personal or work)');
  await choose('State of membership', 'Status');
  await officer.press('Read the file with these columns');
  await officer.reaches(page.getByRole('heading', { level: 2, name: 'What the file would change' }), 'the dry run');
  await officer.look('register, dry run');
  await officer.says('Invalid rows');
  const leaveOut = page.getByLabel('Leave out the 1 row that are invalid, and apply the others');
  await officer.picture('hq-register-dry-run');
  await leaveOut.check();
  await page.getByRole('button', { name: /^Apply: / }).click();
  await officer.reaches(
    page
      .getByRole('heading', { level: 2, name: 'The register holds this file' })
      .or(page.getByText('The register holds this file'))
      .first(),
    'the applied file',
  );
  await officer.look('register, applied');
  await officer.follow('Back to the register');
  await officer.says('Brought up to date');
  await officer.look('register');
}
