/** The register and its files in Chromium: from the choice of a file to its undo. */
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heading, sharedBrowser, type Visit, visit } from '../../../testing/browser.ts';
import { inspect, inspectEverywhere } from '../../../testing/inspect.ts';
import type { components } from '../../src/api/generated/membership.ts';
import { startServer, type TestServer } from '../server.ts';
import { ok, problem } from '../stage.ts';

type Import = components['schemas']['Import'];

const RUN = '0192f000-0000-7000-8000-0000000000a1';
const EARLIER = '0192f000-0000-7000-8000-0000000000a0';
const imports = '/api/membership/imports';

let browser: Browser;
let server: TestServer;
let someone: Visit;
let page: Page;

beforeAll(async () => {
  browser = await sharedBrowser();
});
beforeEach(async () => {
  server = await startServer();
  server.person = { user: 'olwen', name: 'Olwen Officer', roles: ['officer'] };
  server.instead.set('POST /api/membership/members/search', ok({ items: [{ membershipNumber: '00017' }] }));
  someone = await visit(browser);
  page = someone.page;
});
afterEach(async () => {
  const { faults } = someone;
  await someone.close();
  server.close();
  expect(faults, 'violations of the Content Security Policy and errors').toEqual([]);
});

const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
const section = (name: string | RegExp) => page.getByRole('heading', { level: 2, name }).waitFor();

/** Looks at the page on a phone, on the smallest screen and on a desktop. */
async function look(name: string): Promise<void> {
  await inspectEverywhere(someone, name);
}

const columns: NonNullable<Import['columns']> = [
  { heading: 'Member No', column: 'membership_number', source: 'guess' },
  { heading: 'Surname', column: 'last_name', source: 'remembered' },
  { heading: 'section', column: 'section', source: 'name' },
  { heading: 'Standing', source: 'unknown' },
  { heading: 'Shoe size', source: 'unknown' },
];

function run(more: Import): Import {
  return {
    id: RUN,
    mode: 'full',
    readAt: '2026-02-02T10:15:00Z',
    readBy: 'olwen',
    undoable: false,
    kept: 0,
    validRowsOnly: false,
    overwrite: false,
    encoding: 'windows-1252',
    separator: 'semicolon',
    columns,
    rows: 5_204,
    new: 120,
    changed: 45,
    left: 1_213,
    unchanged: 5_030,
    duplicate: 2,
    invalid: 9,
    warnings: 3,
    withoutEmail: 31,
    conflicts: 4,
    unknownColumns: ['Shoe size'],
    ...more,
  };
}

const faults: NonNullable<Import['errors']> = [
  {
    line: 17,
    column: 'joined_at',
    code: 'not-an-iso-date',
    detail: 'Write the day as 2026-02-26.',
    warning: false,
  },
  {
    line: 73_214,
    code: 'duplicate-number',
    detail: 'The membership number is on several rows; keep one.',
    warning: false,
  },
  { line: 80_000, column: 'branch', code: 'unknown-place', detail: 'No branch has this name today.', warning: true },
];

const totals: components['schemas']['ImportTotals'] = {
  items: [
    { level: 'section', value: 'Probation', rows: 4_100, new: 100, changed: 40, left: 1_000 },
    { level: 'section', value: 'Family Court', rows: 1_095, new: 20, changed: 5, left: 213 },
    { level: 'region', value: 'Kent, Surrey and Sussex', rows: 700, new: 3, changed: 1, left: 9 },
    { level: 'region', rows: 4_495, new: 117, changed: 44, left: 1_204 },
  ],
};

describe('a register file', () => {
  it('is handed in, its columns are named, it is looked at, confirmed with the number of leavers, and taken back', async () => {
    let now = run({ state: 'mapping' });
    const earlier = run({ id: EARLIER, state: 'applied', appliedAt: '2026-01-12T12:00:00Z', appliedBy: 'osian' });
    server.instead.set(`GET ${imports}`, () => ok({ items: [...(handedIn ? [now] : []), earlier] }));
    server.instead.set(`GET ${imports}/${RUN}`, () => ok({ ...now, errors: faults }));
    server.instead.set(`GET ${imports}/${RUN}/totals`, ok(totals));
    let handedIn = false;
    server.instead.set(`POST ${imports}`, () => {
      handedIn = true;
      return ok(now, 202);
    });

    await page.goto(`${server.origin}/register`);
    await heading(page, 'Register');
    await page.getByText('Brought up to date at noon on Monday 12 January 2026 by osian.').waitFor();
    await look('1-start');
    await press('Compare with the register');
    await page.getByText('Choose a file.').waitFor();
    const file = {
      name: 'members.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Member No;Surname\r\n00017;Ll\xfbr', 'latin1'),
    };
    await page.getByLabel('Register file (CSV)').setInputFiles(file);
    await page.getByLabel('They have left').check();
    await press('Compare with the register');

    await heading(page, 'Register file');
    await page.waitForURL(`**/register/${RUN}`);
    await section('Which column is which?');
    const sent = server.requests.find(({ method, url }) => method === 'POST' && url === `${imports}?mode=full`);
    expect(sent?.headers['content-type']).toBe('text/csv');
    expect(sent?.headers['content-length']).toBe(String(file.buffer.length));
    await look('2-columns');
    await press('Read the file with these columns');
    await page.getByText('These are needed and no column is them: Status.').waitFor();
    await page.getByLabel('What “Standing” is in the register').selectOption('status');
    server.instead.set(`PUT ${imports}/${RUN}/columns`, ({ body }) => {
      expect(JSON.parse(body).columns).toEqual([
        { heading: 'Member No', column: 'membership_number' },
        { heading: 'Surname', column: 'last_name' },
        { heading: 'section', column: 'section' },
        { heading: 'Standing', column: 'status' },
      ]);
      now = run({ state: 'reading', progress: { phase: 'reading', done: 1_301, expected: 5_204 } });
      return ok(now, 202);
    });
    await press('Read the file with these columns');

    await section('The file is being compared with the register');
    await page.getByText('1,301 of about 5,204').waitFor();
    await inspect(someone, 'register-3-reading-phone');
    await page.reload();
    await section('The file is being compared with the register');
    now = run({
      state: 'dry-run',
      columns: columns.map((one) => (one.heading === 'Standing' ? { ...one, column: 'status' } : one)),
    });

    await section('What the file would change');
    await page.getByText('Windows-1252, values separated by semicolons').waitFor();
    await page.getByRole('cell', { name: 'Write the day as 2026-02-26.' }).waitFor();
    await page.getByRole('rowheader', { name: '73,214' }).waitFor();
    await page.getByLabel('Show by').selectOption('region');
    await page.getByRole('rowheader', { name: 'Not stated' }).waitFor();
    await look('4-dry-run');
    const apply = 'Apply: 120 new, 45 changed, 1,213 left';
    await press(apply);
    await page.getByText('Tick this, or correct the file').waitFor();
    await page.getByLabel('Leave out the 9 rows that are invalid, and apply the others').check();
    await page.getByLabel('Type 1,213 to confirm that').fill('1212');
    await press(apply);
    await page.getByText('Type the number 1,213.').waitFor();
    await inspect(someone, 'register-5-number-phone');
    await page.getByLabel('Type 1,213 to confirm that').fill('1,213');
    const refusal = problem(
      409,
      'import-running',
      'Another register file is being read or applied. Wait until it is done.',
    );
    server.instead.set(`POST ${imports}/${RUN}/confirmation`, refusal);
    await press(apply);
    await page.getByText('Another register file is being read or applied.').waitFor();
    server.instead.set(`POST ${imports}/${RUN}/confirmation`, ({ body }) => {
      expect(JSON.parse(body)).toEqual({ validRowsOnly: true, left: 1_213 });
      now = run({ state: 'applying', progress: { phase: 'applying', done: 0, expected: 0 } });
      return ok(now, 202);
    });
    await press(apply);
    await section('The file is being applied');
    const applied = { appliedAt: '2026-02-02T10:20:00Z', appliedBy: 'olwen', validRowsOnly: true };
    now = run({ state: 'applied', ...applied, undoable: true });

    await section(/The register holds this file/);
    await page.getByText('9 rows were invalid and were left out.').waitFor();
    await page.getByText('Can be taken back until Wednesday 4 March 2026, 10:20').waitFor();
    await press('Take this import back…');
    await page.getByText('120 members whom it brought are taken out of the register').waitFor();
    await look('6-undo');
    server.instead.set(`POST ${imports}/${RUN}/undo`, () => {
      now = run({ state: 'undoing', progress: { phase: 'undoing', done: 0, expected: 0 } });
      return ok(now, 202);
    });
    await press('Take back the changes of 1,378 members');
    await section('The import is being taken back');
    now = run({ state: 'undone', ...applied, undoneAt: '2026-02-02T10:30:00Z', undoneBy: 'olwen', kept: 2 });
    await section(/This import was taken back/);
    await page.getByText('2 members stayed as they are').waitFor();
    await page.getByRole('button', { name: 'Cymraeg' }).click();
    await section(/Tynnwyd y mewnforio hwn yn ôl/);
    await inspect(someone, 'register-7-undone-phone-cy');
  });

  it('that cannot be read says on which line and why, and leaves the register as it is', async () => {
    const failed = run({
      state: 'failed',
      rows: 0,
      problem: { code: 'not-csv', line: 41, detail: 'A quotation mark is opened and never closed.' },
    });
    server.instead.set(`GET ${imports}/${RUN}`, ok(failed));
    await page.goto(`${server.origin}/register/${RUN}`);
    await section(/The file could not be used/);
    await page.getByText('Line 41: A quotation mark is opened and never closed.').waitFor();
    await inspect(someone, 'register-failed-phone');
  });

  it('that is dropped and refused at the upload keeps the page, so that another can be tried', async () => {
    server.instead.set(`GET ${imports}`, ok({ items: [] }));
    server.instead.set('POST /api/membership/members/search', ok({ items: [] }));
    server.instead.set(`POST ${imports}`, problem(400, 'utf-16', 'The file is in UTF-16. Save it as CSV UTF-8.'));
    await page.goto(`${server.origin}/register`);
    await section(/The register is empty/);
    const dropped = await page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['a'], 'members.csv', { type: 'text/csv' }));
      return transfer;
    });
    await page.locator('.tellers-drop').dispatchEvent('drop', { dataTransfer: dropped });
    expect(await page.getByLabel('Register file (CSV)').inputValue()).toMatch(/members\.csv$/);
    await press('Compare with the register');
    await page.getByText('The file is in UTF-16.').waitFor();
    await inspect(someone, 'register-refused-phone');
  });
});

describe('the lists of branches and delivery units', () => {
  it('are shown, and replaced as a whole', async () => {
    const path = '/api/membership/places/branches';
    server.instead.set(`GET ${path}`, ok({ items: [{ name: 'Kent', region: 'South East', validFrom: '2021-06-26' }] }));
    server.instead.set(`PUT ${path}`, ok({ places: 2, added: 1, removed: 0 }));
    await page.goto(`${server.origin}/register/places`);
    await page.getByRole('rowheader', { name: 'Kent' }).waitFor();
    const csv = 'name,region\r\nKent,South East\r\nWrecsam,Cymru\r\n';
    const file = { name: 'branches.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
    await page.getByLabel('List (CSV)').setInputFiles(file);
    await press('Replace the list of 1');
    await page.getByText('The list was replaced. Entries: 2, added: 1, taken out: 0.').waitFor();
    const sent = server.requests.find(({ method }) => method === 'PUT');
    expect([sent?.body, sent?.headers['content-type']]).toEqual([csv, 'text/csv']);
    await inspect(someone, 'register-places-phone');
  });
});
