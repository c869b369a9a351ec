/** Turnout, count and result in Chromium, as officers, approvers, auditors and scrutineers see them. */
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heading, phone, sharedBrowser, type Visit, visit } from '../../../testing/browser.ts';
import { inspect, inspectEverywhere } from '../../../testing/inspect.ts';
import type { components as BallotApi } from '../../src/api/generated/ballot.ts';
import type { components } from '../../src/api/generated/reporting.ts';
import { startServer, type TestServer } from '../server.ts';
import { ok, problem } from '../stage.ts';

type Schemas = components['schemas'];

const OFFICER = { user: 'officer', name: 'Olwen Officer', roles: ['officer'] };
const APPROVER = { user: 'approver', name: 'Asif Approver', roles: ['approver'] };
const SCRUTINEER = { user: 'scrutineer', name: 'Siân Scrutineer', roles: ['scrutineer'] };

let browser: Browser;
let server: TestServer;
let open: Visit[] = [];

beforeAll(async () => {
  browser = await sharedBrowser();
});
beforeEach(async () => {
  server = await startServer();
  server.person = OFFICER;
});
afterEach(async () => {
  const faults = open.flatMap((one) => one.faults);
  await Promise.all(open.map((one) => one.close()));
  open = [];
  server.close();
  expect(faults, 'violations of the Content Security Policy and errors').toEqual([]);
});

async function person(): Promise<Visit> {
  const someone = await visit(browser, phone);
  open.push(someone);
  return someone;
}

const reporting = (rest: string) => `/api/reporting/ballots/${server.stage.uuid}${rest}`;
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const section = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 2, name }).waitFor();

const OPENS = '2026-02-13T12:00:00Z';
const CLOSES = '2026-02-27T12:00:00Z';

function series(more: Partial<Schemas['TurnoutSeries']> = {}): Schemas['TurnoutSeries'] {
  const days = [0, 1180, 1630, 1900, 2350, 2700, 2960, 3150];
  return {
    publication: 'daily',
    opensAt: OPENS,
    closesAt: CLOSES,
    entitled: 10380,
    cast: 4213,
    percent: 40.6,
    asAt: '2026-02-21T14:05:00Z',
    points: [
      ...days.map((cast, day) => ({ at: new Date(Date.parse(OPENS) + day * 86_400_000).toISOString(), cast })),
      { at: '2026-02-21T14:05:00Z', cast: 4213 },
    ],
    thresholds: [
      {
        rule: 'turnout-50',
        kind: 'turnout',
        percent: 50,
        measure: { reached: 4213, of: 10380, needed: 5190, met: false },
        repealAnnounced: true,
      },
    ],
    ...more,
  };
}

const CONSTITUENCIES: Schemas['ConstituencyTurnout'][] = [
  { constituency: 'region/east', name: 'East of England', entitled: 2210, cast: 1240, percent: 56.1 },
  { constituency: 'region/north', name: 'North West', entitled: 4180, cast: 1350, percent: 32.3 },
  { constituency: 'region/wales', name: 'Wales', entitled: 3975, cast: 1623, percent: 40.8 },
  { constituency: 'region/-', name: 'Not stated', entitled: 15 },
];

describe('the turnout', () => {
  it('is a figure with its denominator, a curve and constituencies, each with a table, and looks again by itself', async () => {
    server.instead.set(`GET ${reporting('/turnout/series')}`, ok(series()));
    server.instead.set(`GET ${reporting('/turnout/constituencies')}`, ok(CONSTITUENCIES));
    const someone = await person();
    const { page } = someone;
    await page.clock.install();
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}`);
    await page.getByRole('link', { name: 'Turnout' }).click();
    await heading(page, 'Turnout');
    await page.getByText('of 10,380 members entitled to vote have voted').waitFor();
    await page.getByText('That is 40.6%.').waitFor();
    await page.getByText('As at Saturday 21 February 2026, 14:05.').waitFor();
    await page.getByText('50% must vote: 5,190 members.').waitFor();
    await page.getByText('977 more are needed.').waitFor();
    await page.locator('.tellers-curve canvas').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'Not stated' }).textContent()).toContain(
      'too small to show',
    );
    await inspectEverywhere(someone, 'turnout');

    for (const twin of await page.getByText('Show as table').all()) await twin.click();
    await page.getByRole('table', { name: 'Votes cast by the end of each day' }).waitFor();
    await press(page, 'Lowest first');
    const table = page.getByRole('table', { name: 'Turnout by constituency' });
    expect(await table.getByRole('rowheader').allTextContents()).toEqual([
      'North West',
      'Wales',
      'East of England',
      'Not stated',
    ]);
    await press(page, 'Cymraeg');
    await page.getByText('Dyna 40.6%.').waitFor();
    await inspectEverywhere(someone, 'cy-turnout-tables');
    await press(page, 'English');

    server.instead.set(`GET ${reporting('/turnout/series')}`, ok(series({ cast: 5190, percent: 50.0 })));
    await page.clock.runFor(31_000);
    await page.getByText('Votes cast now: 5,190').waitFor({ state: 'attached' });
  });

  it('says why there is none, in Welsh as well', async () => {
    const none = { withheld: 'under-minimum', publication: 'live', opensAt: OPENS, closesAt: CLOSES };
    server.instead.set(`GET ${reporting('/turnout/series')}`, ok(none satisfies Schemas['TurnoutSeries']));
    const someone = await person();
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/turnout`);
    await section(page, /The turnout is not shown/);
    await press(page, 'Cymraeg');
    await section(page, /Ni ddangosir y nifer a bleidleisiodd/);
    await inspect(someone, 'phone-cy-turnout-none');
  });
});

function progress(more: Partial<Schemas['Progress']> = {}): Schemas['Progress'] {
  return {
    state: 'counted',
    nextStep: 'Declare the result.',
    closed: true,
    threshold: 2,
    missing: 0,
    owners: [
      { owner: 1, name: 'Platform', platform: true, decrypted: true, refused: false, lost: false },
      { owner: 2, name: 'Tariq Trustee', platform: false, decrypted: true, refused: false, lost: false },
      { owner: 3, name: 'Tegan Trustee', platform: false, decrypted: true, refused: false, lost: false },
      { owner: 4, name: 'Tomos Trustee', platform: false, decrypted: false, refused: false, lost: false },
    ],
    refusals: [],
    counted: true,
    ...more,
  };
}

const QUESTION = 'Do you support industrial action over workloads?';
const question = (yes: number, no: number, blank: number): Schemas['QuestionResult'] => ({
  question: QUESTION,
  options: [
    { option: 'Yes', votes: yes, percent: Math.round((1000 * yes) / (yes + no)) / 10 },
    { option: 'No', votes: no, percent: Math.round((1000 * no) / (yes + no)) / 10 },
  ],
  blank,
  percentBase: 'votes cast that answered the question',
  percentBaseCount: yes + no,
});

const RESULT: Schemas['DeclaredResult'] = {
  entitled: 10380,
  cast: 5421,
  turnoutPercent: 52.2,
  questions: [question(4107, 1302, 12)],
  breakdown: [
    {
      level: 'region',
      cells: [
        {
          cell: '1',
          name: 'East of England',
          entitled: 2210,
          cast: 1240,
          turnoutPercent: 56.1,
          questions: [question(930, 306, 4)],
        },
        {
          cell: '2',
          name: 'North West',
          entitled: 4180,
          cast: 2350,
          turnoutPercent: 56.2,
          questions: [question(1802, 541, 7)],
        },
      ],
    },
  ],
  withheld: [
    { level: 'region', constituency: 'Not stated', reason: 'under-minimum', explanation: 'Too few.' },
    { level: 'region', constituency: 'Wales', reason: 'complementary', explanation: 'By subtraction.' },
    { level: 'branch', reason: 'unanimous', explanation: 'All alike.' },
  ],
};

/** The ballot, closed, with a policy that publishes its result. */
function ballot(state: string): BallotApi['schemas']['Ballot'] {
  return {
    uuid: server.stage.uuid,
    state,
    name: 'Workloads ballot 2026',
    opensAt: OPENS,
    closesAt: CLOSES,
    head: 'ab'.repeat(32),
    publication: { turnout: 'daily', result: 'full', breakdown: 'region' },
  };
}

/** The reporting service, as far as a decision goes: what is proposed by one is confirmed by another. */
function decisions(state: Partial<Schemas['Progress']> = {}): { readonly standing: () => Schemas['Standing'] } {
  let proposal: Schemas['OpenProposal'] | undefined;
  let standing: Schemas['Standing'] = { state: 'not-decided' };
  const views: Schemas['View'][] = [{ viewer: 'approver', viewedAt: '2026-02-27T15:10:00Z' }];
  const set = (
    method: string,
    rest: string,
    answer: (request: { body: string; url: string }) => ReturnType<typeof ok>,
  ) => server.instead.set(`${method} ${rest.startsWith('/api/') ? rest : reporting(rest)}`, answer);
  const told = (): Schemas['Standing'] => (proposal ? { state: 'proposed' } : standing);
  set('GET', `/api/ballot/ballots/${server.stage.uuid}`, () =>
    ok(ballot(standing.state === 'not-decided' ? 'counted' : (standing.state ?? ''))),
  );
  set('GET', '/counting', () => ok(progress(state)));
  set('GET', '/declaration', () => ok(told()));
  set('GET', '/declaration/views', () => ok(views));
  set('GET', '/declaration/proposal', () =>
    proposal
      ? ok({ ...proposal, mine: proposal.proposedBy === server.person?.user })
      : problem(404, 'no-proposal', 'Nothing waits.'),
  );
  set('GET', '/declaration/preview', () => {
    views.push({ viewer: server.person?.user ?? '', viewedAt: '2026-02-27T16:00:00Z' });
    return ok({ result: RESULT, disagreements: [], views } satisfies Schemas['Preview']);
  });
  set('POST', '/declaration', ({ body }) => {
    const asked = JSON.parse(body) as Schemas['Proposal'];
    proposal = {
      id: '0b0f7c3e-8a44-4b62-9c0e-53a6d4f6b1c2',
      ...asked,
      proposedBy: server.person?.user ?? '',
      proposedAt: '2026-02-27T16:20:00Z',
    };
    return ok(told());
  });
  set('POST', '/declaration/confirmation', ({ url }) => {
    if (!url.endsWith(`?proposal=${proposal?.id}`)) return problem(409, 'proposal-changed', 'Read it first.');
    const { decision, reason, reviewOn } = proposal ?? {};
    standing = {
      state: decision === 'declare' ? 'declared' : 'withheld',
      decidedAt: '2026-02-27T16:40:00Z',
      ...(reason !== undefined && { reason }),
      ...(reviewOn !== undefined && { reviewOn }),
    };
    proposal = undefined;
    return ok(standing);
  });
  return { standing: told };
}

function declared(): void {
  const signed: Schemas['SignatureList'] = { sha256: 'cd'.repeat(32), signatures: [] };
  server.instead.set(`GET ${reporting('/result')}`, ok(RESULT));
  server.instead.set(
    `GET ${reporting('/report')}`,
    ok({
      reconciliation: [
        { rule: 'listed', figure: 12456, least: 12456, most: 12456 },
        { rule: 'ballots', figure: 5421, least: 0, most: 10380 },
        { rule: 'choices', question: 1, figure: 5409, least: 5409, most: 5409 },
      ],
      thresholds: [
        {
          rule: 'turnout-50',
          kind: 'turnout',
          percent: 50,
          measure: { reached: 5421, of: 10380, needed: 5190, met: true },
          repealAnnounced: true,
        },
        { rule: 'notice-10', kind: 'notice-days', number: 10 },
      ],
    } satisfies Schemas['Report']),
  );
  server.instead.set(`GET ${reporting('/report/signatures')}`, () => ok(signed));
  server.instead.set(`POST ${reporting('/report/signatures')}`, ({ body }) => {
    const { name = '', sha256 = '' } = JSON.parse(body) as Schemas['NewSignature'];
    signed.signatures?.push({ role: 'scrutineer', name, signedAt: '2026-02-28T09:00:00Z', sha256 });
    return ok(signed, 201);
  });
}

const resultPage = () => `${server.origin}/ballots/${server.stage.uuid}/result`;

describe('a result', () => {
  it('is looked at knowingly, proposed by one person, confirmed by another, and then shown with its base', async () => {
    const decided = decisions();
    declared();
    const someone = await person();
    const { page } = someone;
    await page.goto(resultPage());
    await heading(page, 'Count and result');
    await section(page, 'The count is complete');
    await page.getByRole('cell', { name: /27 February 2026, 15:10/ }).waitFor();
    expect(server.requests.some(({ url }) => url.endsWith('/preview'))).toBe(false);
    await inspectEverywhere(someone, 'result-counted');
    await press(page, 'Open the figures; record that I looked');
    await page.getByText('Sealed figures: not declared').waitFor();
    await page.getByText('All figures agree').waitFor();
    await page.getByRole('cell', { name: /27 February 2026, 16:00/ }).waitFor();
    await inspect(someone, 'phone-result-preview');
    await page.getByLabel('Declare it').check();
    await press(page, 'Propose to declare the result');
    await section(page, 'Proposed: declare the result');
    await page.getByText('You proposed this yourself.').waitFor();
    expect(await page.getByRole('button', { name: /^Confirm/ }).count()).toBe(0);
    await inspectEverywhere(someone, 'result-proposed');

    server.person = APPROVER;
    const second = await person();
    await second.page.goto(resultPage());
    await second.page.getByText('You are the second person').waitFor();
    await press(second.page, 'Confirm: declare the result');
    await section(second.page, /^The result$/);
    expect(decided.standing().state).toBe('declared');
    await second.page.getByText('Per cent of the 5,409 votes cast that answered this question.').waitFor();
    await second.page.getByText('12 left it blank.').waitFor();
    await second.page.getByText(/in one of them all votes were alike/).waitFor();
    await second.page.getByText(/too few members are entitled there/).waitFor();
    await inspectEverywhere(second, 'result-declared');
    await press(second.page, 'Cymraeg');
    await section(second.page, /^Y canlyniad$/);
    await inspectEverywhere(second, 'cy-result-declared');
  });

  it('is withheld only with a reason and a day of review, and says what that means', async () => {
    decisions({ state: 'awaiting-trustees', missing: 1 });
    const { page } = await person();
    await page.goto(resultPage());
    await section(page, 'Waiting for the trustees');
    await page.getByText('Ask Tomos Trustee.').waitFor();
    expect(await page.getByLabel('Declare it').isDisabled()).toBe(true);
    await page.getByLabel('Withhold it').check();
    await press(page, 'Propose to withhold the result');
    await page.getByText('Say why the result is withheld').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('withhold-reason');
    await page.getByLabel('Reason').fill('Talks with the employer continue');
    await page.getByLabel('Review on').fill('2020-01-01');
    await press(page, 'Propose to withhold the result');
    await page.getByText('The day of review must lie ahead.').waitFor();
    await page.getByLabel('Review on').fill('2099-03-27');
    await press(page, 'Propose to withhold the result');
    await section(page, 'Proposed: withhold the result');

    server.person = APPROVER;
    const second = await person();
    await second.page.goto(resultPage());
    await second.page.getByText('Friday 27 March 2099').waitFor();
    await press(second.page, 'Confirm: withhold the result');
    await section(second.page, /The result is withheld/);
    await second.page.getByText(/nobody can change the votes in the meantime/).waitFor();
    await section(second.page, 'Decide again');
    await inspect(second, 'phone-result-withheld');
    await press(second.page, 'Cymraeg');
    await section(second.page, /Mae’r canlyniad yn cael ei ddal yn ôl/);
    await inspect(second, 'phone-cy-result-withheld');
  });

  it('that another proposal has overtaken is not confirmed unread', async () => {
    decisions();
    const { page } = await person();
    await page.goto(resultPage());
    await page.getByLabel('Declare it').check();
    await press(page, 'Propose to declare the result');
    await section(page, 'Proposed: declare the result');
    server.person = APPROVER;
    const second = await person();
    await second.page.goto(resultPage());
    await second.page.getByText('You are the second person').waitFor();
    server.instead.set(
      `POST ${reporting('/declaration/confirmation')}`,
      problem(409, 'proposal-changed', 'Another proposal has taken the place of the one you read; read it first.'),
    );
    await press(second.page, 'Confirm: declare the result');
    await second.page.getByText('Another proposal has taken the place').waitFor();
  });
});

describe('a scrutineer', () => {
  it('sees who is missing, reports a lost key after its consequence, and no figures', async () => {
    let lost = false;
    decisions({ state: 'awaiting-trustees', missing: 1 });
    server.instead.set(`GET ${reporting('/counting')}`, () => {
      const now = progress({ state: lost ? 'impossible' : 'awaiting-trustees', missing: 1, threshold: 3 });
      return ok({ ...now, owners: now.owners?.map((one) => (one.owner === 4 ? { ...one, lost } : one)) ?? [] });
    });
    server.instead.set(`POST ${reporting('/lost-keys')}`, ({ body }) => {
      expect(JSON.parse(body)).toEqual({ owner: 4, reason: 'The disk broke' });
      lost = true;
      return ok(progress());
    });
    server.person = SCRUTINEER;
    const someone = await person();
    const { page } = someone;
    await page.goto(resultPage());
    await page.getByRole('link', { name: 'Check and count' }).waitFor();
    expect(await page.getByRole('button', { name: /figures|Propose/ }).count()).toBe(0);
    await page.getByText('Report a lost key').click();
    await page.getByLabel('Whose key is lost').selectOption('4');
    await page.getByLabel('What happened').fill('The disk broke');
    await page.getByText('nobody could ever open this box').waitFor();
    await inspectEverywhere(someone, 'result-lost-key');
    await press(page, 'Report this key as lost');
    await section(page, 'This box can never be opened');
  });

  it('reads, downloads and signs the report of a declared ballot, and takes the archive and the audit pack along', async () => {
    decisions();
    declared();
    server.instead.set(
      `GET ${reporting('/declaration')}`,
      ok({ state: 'declared', decidedAt: '2026-02-27T16:40:00Z' }),
    );
    server.person = SCRUTINEER;
    const { page } = await person();
    await page.goto(resultPage());
    await section(page, 'The scrutineer’s report');
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Download as PDF')]);
    expect(download.suggestedFilename()).toBe(`report-${server.stage.uuid}-en.pdf`);
    const asked = server.requests.find(({ headers }) => headers.accept === 'application/pdf');
    expect(asked?.url).toContain('language=en');
    await page.getByRole('link', { name: 'Download the audit pack' }).waitFor();
    await page.getByText('Sign the report', { exact: true }).click();
    await press(page, 'Sign the report as it stands');
    await page.getByRole('rowheader', { name: 'Siân Scrutineer' }).waitFor();
    const sent = server.requests.find(({ method, url }) => method === 'POST' && url.endsWith('/signatures'));
    expect(JSON.parse(sent?.body ?? '')).toEqual({ name: 'Siân Scrutineer', sha256: 'cd'.repeat(32) });
  });
});

describe('follow-ups', () => {
  it('are marked as done with a note', async () => {
    const due: BallotApi['schemas']['FollowUp'] = {
      ballot: server.stage.uuid,
      ballotName: 'Workloads ballot 2026',
      ballotState: 'declared',
      number: 1,
      on: '2026-09-01',
      question: 1,
      text: 'No acceptable progress: move to a formal dispute',
      state: 'open',
      nextSteps: ['Put the result and this date before the committee.'],
    };
    let done = false;
    server.instead.set('GET /api/ballot/follow-ups', ({ url }) => {
      const asked = new URL(url, server.origin).searchParams.get('state');
      const finished = {
        ...due,
        state: 'done',
        nextSteps: [],
        doneBy: 'Olwen Officer',
        doneAt: '2026-09-01T09:12:00Z',
      };
      if (asked === 'open') return ok({ items: done ? [] : [due] });
      return ok({ items: asked === 'done' && done ? [{ ...finished, note: 'Letter sent' }] : [] });
    });
    server.instead.set(`POST /api/ballot/ballots/${server.stage.uuid}/follow-ups/1/completion`, ({ body }) => {
      expect(JSON.parse(body)).toEqual({ note: 'Letter sent' });
      done = true;
      return ok({ ...due, state: 'done' });
    });
    const someone = await person();
    const { page } = someone;
    await page.goto(server.origin);
    await page.getByRole('link', { name: 'Follow-ups' }).click();
    await heading(page, 'Follow-ups');
    await page.getByText('Due Tuesday 1 September 2026').waitFor();
    await page.getByText('Mark as done', { exact: true }).click();
    await press(page, 'This was followed up');
    await page.getByText('Say what was done.').waitFor();
    await inspectEverywhere(someone, 'follow-ups');
    await page.getByLabel('What was done').fill('Letter sent');
    await press(page, 'This was followed up');
    await section(page, 'Nothing to do now');
    await press(page, 'Done');
    await page.getByText('Letter sent').waitFor();
    await press(page, 'Cymraeg');
    await heading(page, 'Camau dilynol');
    await inspect(someone, 'phone-cy-follow-ups');
  });
});

describe('what has outlived its period', () => {
  const certificate = (id: string, rule: string, runBy: string): BallotApi['schemas']['RetentionCertificate'] => ({
    id,
    rule,
    erases: rule,
    ballot: '4hHx8PzLrTcQwV',
    erased: 310,
    remaining: 0,
    runBy,
    at: '2026-01-03T02:00:00Z',
  });

  it('is erased at once by an officer who has read that it is for good', async () => {
    let ran = false;
    server.instead.set('GET /api/membership/addresses/lists', ok({ items: [] }));
    server.instead.set('GET /api/ballot/retention/certificates', ok([]));
    server.instead.set('GET /api/notification/retention/certificates', () =>
      ok(ran ? [certificate('1', 'mail-events', 'olwen')] : []),
    );
    server.instead.set('POST /api/ballot/retention/runs', ok([]));
    server.instead.set('POST /api/notification/retention/runs', () => {
      ran = true;
      return ok([certificate('1', 'mail-events', 'olwen')]);
    });
    const someone = await person();
    const { page } = someone;
    await page.goto(`${server.origin}/data-protection`);
    await page.getByText('Nothing was due to be erased so far.').waitFor();
    await press(page, 'Erase now what is due…');
    await page.getByText('is erased for good: nobody can bring it back').waitFor();
    expect(ran).toBe(false);
    await inspectEverywhere(someone, 'erase-now');
    await press(page, 'Erase it for good');
    await page.getByText('Erased, with one certificate.').waitFor();
    await page.getByText('Show the certificates').click();
    await page.getByRole('cell', { name: 'olwen' }).waitFor();
    await press(page, 'Cymraeg');
    await press(page, 'Dileu nawr yr hyn sy’n ddyledus…');
    await inspect(someone, 'phone-cy-erase-now');
  });

  it('is read by an auditor beside who took addresses, and the auditor erases nothing', async () => {
    server.person = { user: 'aled', name: 'Aled Auditor', roles: ['auditor'] };
    server.instead.set('GET /api/ballot/retention/certificates', ok([certificate('2', 'roll-entries', 'schedule')]));
    server.instead.set('GET /api/notification/retention/certificates', ok([]));
    server.instead.set('GET /api/membership/addresses/lists', ({ url }) => {
      const second = url.includes('after=');
      const one = { takenBy: second ? 'owain' : 'olwen', reason: 'Postal ballot', asked: 4213 };
      return ok({
        items: [{ ...one, takenAt: second ? '2026-01-02T10:00:00Z' : '2026-03-02T10:00:00Z' }],
        ...(!second && { next: '0199c0e1-0000-7000-8000-000000000001' }),
      });
    });
    const someone = await person();
    const { page } = someone;
    await page.goto(server.origin);
    await page.getByRole('link', { name: 'Data protection' }).click();
    await page.getByText('Show the certificates').click();
    await page.getByRole('cell', { name: 'the system, by night' }).waitFor();
    await page.getByRole('cell', { name: 'olwen' }).waitFor();
    await press(page, 'Show more');
    await page.getByRole('cell', { name: 'owain' }).waitFor();
    await inspectEverywhere(someone, 'data-protection');
    expect(await page.getByRole('button', { name: 'Erase now what is due…' }).count()).toBe(0);
  });
});

describe('the system’s own key', () => {
  it('is shown to officers beside the ceremony, and rehearsed at their wish', async () => {
    server.instead.set(
      `GET ${reporting('/platform-key')}`,
      ok({ restorable: false, fault: 'The second copy is missing. Put it back from a backup.' }),
    );
    server.instead.set(
      `POST ${reporting('/platform-key/rehearsal')}`,
      ok({ restorable: true, rehearsedAt: '2026-02-12T10:30:00Z' }),
    );
    const someone = await person();
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}`);
    await page.getByRole('link', { name: 'Keys', exact: true }).click();
    await heading(page, 'Who holds the keys');
    await page.getByText('The second copy is missing.').waitFor();
    await press(page, 'Rehearse now');
    await page.getByText('Both copies work. Last rehearsed Thursday 12 February 2026, 10:30.').waitFor();
    await inspect(someone, 'phone-platform-key');
  });
});
