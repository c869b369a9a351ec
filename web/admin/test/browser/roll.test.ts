/** A roll in Chromium: its rule, its freeze, and what changes it afterwards. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heading, sharedBrowser, type Visit, visit } from '../../../testing/browser.ts';
import { inspect, inspectEverywhere } from '../../../testing/inspect.ts';
import type { components as BallotContract } from '../../src/api/generated/ballot.ts';
import type { components as MembershipContract } from '../../src/api/generated/membership.ts';
import type { components as NotificationContract } from '../../src/api/generated/notification.ts';
import { startServer, type TestServer } from '../server.ts';
import { ok, problem, type Reply } from '../stage.ts';

type Schemas = BallotContract['schemas'];

const IDS = ['a1', 'a2', 'a3'].map((end) => `0192f000-0000-7000-8000-0000000000${end}`);
const [ANN = '', BOB = '', CAI = ''] = IDS;

let browser: Browser;
let server: TestServer;
let someone: Visit;
let page: Page;
let ballot: Schemas['Ballot'];
let path: string;

beforeAll(async () => {
  browser = await sharedBrowser();
});
beforeEach(async () => {
  server = await startServer();
  server.person = { user: 'olwen', name: 'Olwen Officer', roles: ['officer'] };
  const { uuid } = server.stage;
  path = `/api/ballot/ballots/${uuid}`;
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  ballot = {
    uuid,
    state: 'draft',
    revision: 3,
    name: 'Workloads ballot 2026',
    union: 'Napo',
    authority: 'NEC motion 12',
    questions: [{ question: 'Are you prepared to strike?', answers: ['Yes', 'No'], min: 1, max: 1, blank: false }],
    opensAt: inDays(3),
    closesAt: inDays(30),
    lateJoinerCutOff: '2026-02-25T17:00:00Z',
    eligibility: { sections: ['Probation'], statuses: ['active'] },
    constituencyLevel: 'branch',
    constituencyGroupLevel: 'none',
    publication: { turnout: 'live', result: 'full', breakdown: 'branch' },
    minima: { cast: 20, entitled: 20 },
    reserve: { percent: 20, minimum: 200 },
    keyHolders: { threshold: 2, holders: 3 },
    helpLine: '',
    rollVersion: 0,
    triggers: [],
  };
  server.instead.set(`GET ${path}`, () => ok(ballot));
  server.instead.set('GET /api/membership/imports', ok({ items: [{ id: ANN, state: 'applied', rows: 5_000 }] }));
  server.instead.set(`GET /api/membership/imports/${ANN}/totals`, ok(totals));
  server.instead.set('GET /api/membership/places/branches', ok({ items: [{ name: 'Dyfed', region: 'Wales' }] }));
  server.instead.set(`GET ${path}/roll/preview`, () => ok(drawn(ballot.eligibility?.regions ? 213 : 4_213)));
  server.instead.set(`GET ${path}/roll/preview/sample`, ok(IDS.map(rollMember)));
  someone = await visit(browser);
  page = someone.page;
});
afterEach(async () => {
  const { faults } = someone;
  await someone.close();
  server.close();
  expect(faults, 'violations of the Content Security Policy and errors').toEqual([]);
});

const totals: MembershipContract['schemas']['ImportTotals'] = {
  items: [
    { level: 'section', value: 'Probation', rows: 4_100, new: 0, changed: 0, left: 0 },
    { level: 'section', value: 'Family Court', rows: 900, new: 0, changed: 0, left: 0 },
    { level: 'region', value: 'Wales', rows: 213, new: 0, changed: 0, left: 0 },
    { level: 'region', value: 'Kent, Surrey and Sussex', rows: 700, new: 0, changed: 0, left: 0 },
  ],
};

const rollMember = (memberId: string): Schemas['RollMember'] => ({
  memberId,
  section: 'Probation',
  branch: 'Dyfed',
  region: 'Wales',
  employer: 'HM Prison and Probation Service',
  workplace: 'Carmarthen office',
  membershipClass: 'full',
  status: 'active',
  joinedAt: '2019-03-01T00:00:00Z',
  joinedAtDayOnly: true,
});

const drawn = (entitled: number, version = 0): Schemas['Roll'] => ({
  version,
  at: '2026-02-02T10:00:00Z',
  entitled,
  constituencies: [
    { constituency: 'branch/dyfed', name: 'Dyfed', entitled: 60 },
    { constituency: 'branch/gwent~', name: 'Gwent and smaller branches', entitled: entitled - 60 },
  ],
  groups: [],
  merged: [{ constituency: 'branch/powys', name: 'Powys', entitled: 7, into: 'branch/gwent~' }],
});

const press = (name: string | RegExp) => page.getByRole('button', { name }).click();
const open = () => page.goto(`${server.origin}/ballots/${server.stage.uuid}/roll`);
const sentTo = (method: string, url: string) =>
  server.requests.filter((one) => one.method === method && one.url.startsWith(url));

async function look(name: string): Promise<void> {
  await inspectEverywhere(someone, name);
}

describe('the rule of a roll', () => {
  it('is written from known values, stored with the rest of the draft, and counted', async () => {
    await open();
    await heading(page, 'Roll');
    await page.getByText('4,213 members would be entitled').waitFor();
    await page.getByRole('rowheader', { name: 'Powys' }).waitFor();
    const regions = page.getByRole('group', { name: 'Regions' });
    await regions.getByLabel('Only some').check();
    await press('Save the rule and count');
    await regions.getByText('Choose one at least, or choose “All”.').waitFor();
    await regions.getByLabel('Wales (213)').check();
    const workplaces = page.getByRole('group', { name: 'Workplaces' });
    await workplaces.getByLabel('Only some').check();
    await workplaces.getByLabel('Carmarthen office').check();
    await workplaces.getByLabel('Another value of: Workplaces').fill('Swansea office');
    await page.keyboard.press('Enter');
    await workplaces.getByRole('checkbox', { name: 'Swansea office', checked: true }).waitFor();
    await page.getByText('Not saved yet').waitFor();
    await look('1-rule');
    server.instead.set(`PUT ${path}`, ({ body }) => {
      const draft = JSON.parse(body);
      ballot = { ...ballot, eligibility: draft.eligibility, revision: 4 };
      return ok(ballot);
    });
    await press('Save the rule and count');
    await page.getByText('213 members would be entitled', { exact: true }).waitFor();
    const [put] = sentTo('PUT', path);
    expect(JSON.parse(put?.body ?? '')).toMatchObject({
      name: 'Workloads ballot 2026',
      constituencyLevel: 'branch',
      lateJoinerCutOff: '2026-02-25T17:00:00Z',
      eligibility: {
        sections: ['Probation'],
        regions: ['Wales'],
        workplaces: ['Carmarthen office', 'Swansea office'],
        statuses: ['active'],
      },
    });
    await press('Draw twenty');
    await page.getByRole('table', { name: /drawn by chance/ }).waitFor();
    await look('2-counted');
  });

  it('that somebody else has changed meanwhile is not overwritten', async () => {
    await open();
    const statuses = page.getByRole('group', { name: 'Status of the membership' });
    await statuses.getByLabel('suspended').check();
    ballot = { ...ballot, eligibility: { statuses: ['lapsed'] } };
    await press('Save the rule and count');
    await page.getByText('Somebody else has changed the rule').waitFor();
    expect(sentTo('PUT', path)).toEqual([]);
    await inspect(someone, 'roll-3-changed-phone');
    await press('Take theirs');
    await statuses.getByRole('checkbox', { name: 'lapsed', checked: true }).waitFor();
    expect(await statuses.getByLabel('suspended').isChecked()).toBe(false);
  });
});

describe('a freeze', () => {
  it('says what follows, with the number, and sends the number that was seen, once', async () => {
    ballot = { ...ballot, state: 'keyed' };
    let replies: Reply[] = [
      problem(409, 'roll-changed', 'You expect 4213 entitled, the rule now finds 4212; look at the preview again.'),
      problem(502, 'service-unreachable', ''),
      ok(drawn(4_213, 1), 201),
    ];
    server.instead.set(`POST ${path}/roll`, () => {
      const [reply = problem(500, 'unexpected', ''), ...rest] = replies;
      replies = rest;
      if (reply.status === 201) ballot = { ...ballot, rollVersion: 1, entitled: 4_213, reserveLeft: 843 };
      return reply;
    });
    after();
    await open();
    await press('Freeze the roll…');
    await page.getByText('4,213 members will be entitled to vote.').waitFor();
    await page.getByText('and 843 in reserve').waitFor();
    await look('4-freeze');
    await press('Freeze: 4,213 members entitled');
    await page.getByText('the rule now finds 4212').waitFor();
    await press('Freeze: 4,213 members entitled');
    await page.getByText('A part of the system does not answer.').waitFor();
    await press('Freeze: 4,213 members entitled');
    await page.getByRole('heading', { name: 'The roll', exact: true }).waitFor();
    const keys = sentTo('POST', `${path}/roll`).map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size, 'the same wish has the same key until it is done').toBe(1);
    expect(sentTo('POST', `${path}/roll`).map(({ body }) => JSON.parse(body))).toEqual(
      Array(3).fill({ entitled: 4_213 }),
    );
  });
});

/** Everything that there is after the freeze. */
function after(): void {
  const { uuid } = server.stage;
  const versions: Schemas['RollVersion'][] = [
    {
      version: 1,
      at: '2026-02-02T10:00:00Z',
      change: 'freeze',
      entitled: 4_213,
      added: 4_213,
      excluded: 0,
      refused: 0,
      by: 'olwen',
    },
    {
      version: 2,
      at: '2026-02-09T10:00:00Z',
      change: 'correction',
      entitled: 4_210,
      added: 0,
      excluded: 3,
      refused: 0,
      by: 'platform',
      why: '3 left',
    },
  ];
  const credentials: NotificationContract['schemas']['CredentialProgress'] = {
    entitled: 4_213,
    reserve: 843,
    reserveLeft: 843,
    listed: 5_056,
    activated: 1_200,
    refused: 0,
    state: 'activating',
  };
  const late: Schemas['LateJoiners'] = {
    cutOff: '2026-02-26T10:00:00Z',
    lateJoiners: 2,
    sample: [],
    toConfirm: [rollMember(ANN)],
    tooLate: 1,
    reserve: 843,
    reserveLeft: 843,
  };
  const leavers: Schemas['Leavers'] = {
    count: 2,
    items: [
      { memberId: BOB, reason: 'left' },
      { memberId: CAI, reason: 'left' },
    ],
  };
  server.instead.set(`GET ${path}/roll`, () => ok(drawn(4_213, ballot.rollVersion)));
  server.instead.set(`GET ${path}/roll/versions`, ok(versions));
  server.instead.set(`GET ${path}/roll/supplements`, ok(late));
  server.instead.set(`GET ${path}/roll/leavers`, ok(leavers));
  server.instead.set(`GET ${path}/roll/exclusions`, ok({ items: [] }));
  server.instead.set(`GET /api/notification/ballots/${uuid}/credentials`, ok(credentials));
}

describe('a frozen roll', () => {
  beforeEach(() => {
    ballot = { ...ballot, state: 'open', rollVersion: 2, entitled: 4_213, reserveLeft: 843 };
    after();
    server.instead.set('POST /api/membership/addresses', ({ body }) => {
      const [, ...ids] = body.split('\r\n');
      const rows = ids.map((id, i) => `${id},0001${i},,Bob ${i},"Jones, Sr",12 High Street`);
      const header = 'member_id,membership_number,title,first_name,last_name,address_1';
      return { status: 200, body: [header, ...rows].join('\r\n') };
    });
  });

  it('shows its versions and how far the codes are, takes late joiners on and leavers off', async () => {
    await open();
    await page.getByText('1,200 of 4,213').waitFor();
    await page.getByRole('cell', { name: /leavers counted off: 3 left/ }).waitFor();
    await look('5-frozen');

    await page.getByLabel('1', { exact: true }).check();
    await press('Add 3 members…');
    await page.getByText('4,216 will be entitled then.').waitFor();
    server.instead.set(`POST ${path}/roll/supplements`, ok(drawn(4_216, 3), 201));
    await press('Add 3 members');
    await page.getByRole('button', { name: 'Add 2 members…' }).waitFor();
    const [added] = sentTo('POST', `${path}/roll/supplements`);
    expect(JSON.parse(added?.body ?? '')).toEqual({ added: 3, confirmed: [ANN] });

    await page.getByRole('button', { name: 'Show who they are' }).last().click();
    await page.getByRole('rowheader', { name: 'Bob 0 Jones, Sr (00010)' }).waitFor();
    const [asked] = sentTo('POST', '/api/membership/addresses');
    expect(asked?.body).toBe(`member_id\r\n${BOB}\r\n${CAI}`);
    await press('Take 2 members off the roll…');
    await page.getByText('Whoever has voted stays on it').waitFor();
    await look('6-leavers');
    server.instead.set(`POST ${path}/roll/exclusions`, ok({ asked: 2, reason: 'left' }, 202));
    const exclusion: Schemas['Exclusion'] = {
      entryId: BOB,
      memberId: BOB,
      reason: 'left',
      askedBy: 'olwen',
      askedAt: '2026-02-10T10:00:00Z',
      state: 'refused',
      refusal: 'already-used',
    };
    server.instead.set(`GET ${path}/roll/exclusions`, ok({ items: [exclusion] }));
    await press('Take 2 members off');
    await page.getByText('Asked for 2 members.').waitFor();
    await page.getByRole('cell', { name: 'stays: had voted, and it counts' }).waitFor();
    const [excluded] = sentTo('POST', `${path}/roll/exclusions`);
    expect(JSON.parse(excluded?.body ?? '')).toEqual({ members: [BOB, CAI], reason: 'left' });
  });

  it('takes one member off by number and reason', async () => {
    const member: MembershipContract['schemas']['Member'] = {
      id: CAI,
      firstName: 'Cai',
      lastName: 'Rees',
      status: 'active',
    };
    server.instead.set('GET /api/membership/members/00042', ok(member));
    server.instead.set(`POST ${path}/roll/exclusions`, ok({ asked: 1, reason: 'died' }, 202));
    await open();
    await page.getByLabel('Membership number').fill('00042');
    await page.getByLabel('Reason, shown to everyone').selectOption('died');
    await press('Find this member');
    await page.getByText('Cai Rees, active').waitFor();
    await press('Take 1 member off the roll…');
    await press('Take 1 member off');
    await page.getByText('Asked for 1 member.').waitFor();
    const [excluded] = sentTo('POST', `${path}/roll/exclusions`);
    expect(JSON.parse(excluded?.body ?? '')).toEqual({ members: [CAI], reason: 'died' });
  });

  it('is exported with the addresses of the register, for a stated reason', async () => {
    server.instead.set(`POST ${path}/roll/export`, {
      status: 200,
      body: `member_id,constituency\r\n${ANN},branch/dyfed\r\n${BOB},branch/dyfed\r\n`,
    });
    await open();
    await press('Export 4,213 members');
    await page.getByText('Say why.').waitFor();
    await page.getByLabel('Why', { exact: true }).fill('Formal postal ballot');
    const [download] = await Promise.all([page.waitForEvent('download'), press('Export 4,213 members')]);
    expect(download.suggestedFilename()).toBe(`addresses-${server.stage.uuid}.csv`);
    expect(readFileSync(await download.path(), 'utf8')).toContain('12 High Street');
    await page.getByText('The file is in your downloads').waitFor();
    const [exported] = sentTo('POST', `${path}/roll/export`);
    expect(JSON.parse(exported?.body ?? '')).toEqual({ reason: 'Formal postal ballot' });
    await inspect(someone);
    await page.getByRole('button', { name: 'Cymraeg' }).click();
    await page.getByRole('heading', { name: 'Allforio ar gyfer pleidlais bost' }).waitFor();
    await inspect(someone, 'roll-7-phone-cy');
  });

  it('is exported as numbers by kind, which name nobody', async () => {
    server.instead.set(`POST ${path}/roll/export`, {
      status: 200,
      body: `member_id,constituency\r\n${ANN},branch/dyfed\r\n${BOB},branch/dyfed\r\n`,
    });
    server.instead.set('POST /api/membership/addresses/totals', ({ body }) => {
      expect(body).toBe(`member_id\r\n${ANN}\r\n${BOB}`);
      return ok({
        asked: 2,
        found: 2,
        unknown: 0,
        employers: [{ value: 'Trent, Probation', members: 2 }],
        jobRoles: [{ employer: 'Trent, Probation', value: '=Officer', members: 1 }],
      });
    });
    await open();
    await page.getByLabel('Numbers only').check();
    await page.getByLabel('Why', { exact: true }).fill('Notice to the employer');
    const [download] = await Promise.all([page.waitForEvent('download'), press('Export 4,213 members')]);
    expect(download.suggestedFilename()).toBe(`numbers-${server.stage.uuid}.csv`);
    expect(readFileSync(await download.path(), 'utf8')).toBe(
      'Of,Employer,Name,Members\r\nEmployer,,"Trent, Probation",2\r\nJob role,"Trent, Probation",\'=Officer,1\r\n',
    );
    await page.getByText('Do not publish it.').waitFor();
    expect(sentTo('POST', '/api/membership/addresses?')).toEqual([]);
    await inspect(someone, 'roll-9-numbers-phone');
  });

  it('is to be seen, and not changed, by those who only look', async () => {
    server.person = { user: 'avril', name: 'Avril Auditor', roles: ['auditor'] };
    await open();
    await page.getByRole('heading', { name: 'Versions of the roll' }).waitFor();
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
      'The roll',
      'Versions of the roll',
      'Who may vote',
    ]);
    await inspect(someone, 'roll-8-auditor-phone');
  });
});
