/** The list of ballots, a ballot's overview, drafting, approving and the decision log, in Chromium. */
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heading, sharedBrowser, type Visit, visit } from '../../../testing/browser.ts';
import { inspect, inspectEverywhere } from '../../../testing/inspect.ts';
import type { components } from '../../src/api/generated/ballot.ts';
import type { components as Notification } from '../../src/api/generated/notification.ts';
import { startServer, type TestServer } from '../server.ts';
import { ok, problem } from '../stage.ts';

type Ballot = components['schemas']['Ballot'];
type Draft = components['schemas']['BallotDraft'];

const UUID = '6KtJmwugEAEpW8';
const PATH = `/api/ballot/ballots/${UUID}`;

const officer = { user: 'olwen', name: 'Olwen Officer', roles: ['officer'] };
const approver = { user: 'anwen', name: 'Anwen Approver', roles: ['approver'] };
const helpdesk = { user: 'hefin', name: 'Hefin Helpdesk', roles: ['helpdesk'] };

let browser: Browser;
let server: TestServer;
let someone: Visit;

beforeAll(async () => {
  browser = await sharedBrowser();
});
beforeEach(async () => {
  server = await startServer();
  someone = await visit(browser);
});
afterEach(async () => {
  await someone.close();
  server.close();
  expect(someone.faults, 'violations of the Content Security Policy and errors').toEqual([]);
});

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();

/** Looks at the page on a phone and a desktop, and keeps a picture of the narrowest too. */
async function look(name: string): Promise<void> {
  await inspectEverywhere(someone, name);
}

const days = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().replace(/\.\d+Z/, 'Z');

/** A ballot as the ballot service tells it. */
function ballot(more: Ballot = {}): Ballot {
  return {
    uuid: UUID,
    state: 'open',
    revision: 3,
    name: 'Workloads ballot 2026',
    union: 'Napo',
    authority: 'NEC motion 12, 4 December 2025',
    questions: [
      {
        question: 'Are you prepared to take part in strike action?',
        answers: ['Yes', 'No'],
        min: 1,
        max: 1,
        blank: true,
      },
    ],
    opensAt: days(-3),
    closesAt: days(12),
    lateJoinerCutOff: days(11),
    eligibility: { statuses: ['active'], sections: ['Probation'] },
    constituencyLevel: 'branch',
    constituencyGroupLevel: 'region',
    publication: { turnout: 'live', result: 'full', breakdown: 'branch' },
    minima: { cast: 20, entitled: 20 },
    reserve: { percent: 20, minimum: 200 },
    keyHolders: { threshold: 2, holders: 3 },
    revoting: false,
    helpLine: '020 7946 0000, Monday to Friday',
    editedBy: 'olwen',
    trustees: [],
    rollVersion: 1,
    triggers: [],
    followUps: [],
    warnings: [],
    ...more,
  };
}

/** Serves a ballot that the test's people change. */
function serve(first: Ballot): { now: Ballot } {
  const held = { now: first };
  const { uuid = '', state = '', name = '', opensAt = '', closesAt = '' } = first;
  server.instead.set('GET /api/ballot/ballots', ok({ items: [{ uuid, state, name, opensAt, closesAt }] }));
  server.instead.set(`GET ${PATH}`, () => ok(held.now));
  server.instead.set(`GET ${PATH}/versions`, ok([]));
  server.instead.set(`GET ${PATH}/ceremony`, problem(409, 'single-trustee', 'One scrutineer holds the key.'));
  return held;
}

function invitations(state: NonNullable<Notification['schemas']['InvitationProgress']['state']>, accepted = 0): void {
  const told: Notification['schemas']['InvitationProgress'] = { state, accepted, queued: 4213 - accepted, failed: 0 };
  server.instead.set(`GET /api/notification/ballots/${UUID}/invitations`, ok(told));
}

function mail(more: Notification['schemas']['DomainView']): void {
  server.instead.set(`GET /api/notification/ballots/${UUID}/deliveries/domains`, ok(more));
}

describe('the list of ballots', () => {
  it('says of each where it stands, how its mail fares and what comes next, and lets an officer draft another', async () => {
    server.person = officer;
    serve(ballot({ entitled: 10380, cast: 4213 }));
    invitations('done', 4213);
    mail({ roll: { bounced: 12 }, domains: [{ name: 'justice.example', alarm: true }, { name: 'mail.example' }] });
    const { page } = someone;
    await page.goto(server.origin);
    await page.getByText('4,213 of 10,380 (40.6%)').waitFor();
    await page.getByRole('link', { name: '1 mail domain is blocked, 12 came back' }).waitFor();
    await page.getByRole('cell', { name: 'Voting closes' }).waitFor();
    await look('ballots');
    await page.getByRole('link', { name: 'New ballot' }).click();
    await heading(page, 'New ballot');
  });

  it('is alarmed when a ballot is open and nobody has ordered its invitations', async () => {
    server.person = officer;
    serve(ballot({ entitled: 10380, cast: 0 }));
    invitations('not-requested');
    mail({ roll: {}, domains: [] });
    await someone.page.goto(server.origin);
    await someone.page.getByText('Invitations: NOT SENT').waitFor();
    await someone.page.getByText('Order the invitations').waitFor();
  });

  it('offers the helpdesk no new ballot, and says when there are none', async () => {
    server.person = helpdesk;
    server.instead.set('GET /api/ballot/ballots', ok({ items: [] }));
    await someone.page.goto(server.origin);
    await someone.page.getByRole('heading', { name: 'No ballots yet' }).waitFor();
    expect(await someone.page.getByRole('link', { name: 'New ballot' }).count()).toBe(0);
    await inspect(someone, 'phone-ballots-empty');
  });
});

describe('a ballot’s overview', () => {
  it('lists what has to be done, by whom, and shouts when the invitations were not sent', async () => {
    server.person = officer;
    serve(ballot({ entitled: 10380, cast: 0 }));
    invitations('not-requested');
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${UUID}`);
    await page.getByRole('heading', { name: 'Invitations: NOT SENT' }).waitFor();
    await page.getByText('so no member has a code to vote with').waitFor();
    await page.getByText('For you', { exact: true }).waitFor();
    expect(await page.getByRole('link', { name: 'Order the invitations' }).first().getAttribute('href')).toBe(
      `/ballots/${UUID}/messages`,
    );
    await look('overview-not-sent');
  });

  it('asks nothing of the invitations before every code is made', async () => {
    server.person = officer;
    serve(ballot({ state: 'keyed', opensAt: days(3) }));
    const { page } = someone;
    await page.goto(server.origin);
    await page.getByRole('link', { name: ballot({}).name ?? '' }).click();
    await page.getByRole('heading', { name: 'What has to be done' }).waitFor();
    expect(server.requests.filter(({ url }) => /invitations|deliveries/.test(url))).toEqual([]);
    expect(server.requests.some(({ url }) => url.includes('/credentials'))).toBe(true);
  });

  it('has one person propose a later close and another confirm it', async () => {
    server.person = officer;
    const held = serve(ballot({ entitled: 10380, cast: 512 }));
    invitations('done', 4213);
    server.instead.set(`POST ${PATH}/extension`, ({ body }) => {
      const { closesAt, reason } = JSON.parse(body) as components['schemas']['ExtensionProposal'];
      held.now = { ...held.now, extension: { by: 'olwen', at: days(0), reason, closesAt } };
      return ok(held.now);
    });
    server.instead.set(`POST ${PATH}/extension/confirmation`, () => {
      const { extension, ...rest } = held.now;
      held.now = { ...rest, closesAt: extension?.closesAt ?? '' };
      return ok(held.now);
    });
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${UUID}`);
    await press(page, 'Extend voting…');
    await press(page, 'Propose the later close');
    await page.getByText('Say why.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('extension-reason');
    await page.getByLabel('Reason').fill('The mail of one employer was down for a day.');
    await look('extension');
    await press(page, 'Propose the later close');
    await page.getByRole('heading', { name: 'A later close waits for a second person' }).waitFor();
    await page.getByText('You proposed it. Someone else has to confirm it.').waitFor();
    expect(await page.getByRole('button', { name: /^Confirm the later close/ }).count()).toBe(0);
    const sent = JSON.parse(
      server.requests.find(({ url, method }) => method === 'POST' && url === `${PATH}/extension`)?.body ?? '',
    );
    expect(new Date(sent.closesAt).getTime()).toBeGreaterThan(new Date(ballot().closesAt ?? '').getTime());

    server.person = approver;
    await page.reload();
    await press(page, 'Confirm the later close…');
    await look('extension-confirm');
    await press(page, 'Confirm the later close');
    await page.getByRole('heading', { name: 'A later close waits for a second person' }).waitFor({ state: 'detached' });
    expect(held.now.closesAt).toBe(sent.closesAt);
  });

  it('says what a cancellation means before it is proposed, and lets the proposal be withdrawn', async () => {
    server.person = officer;
    const held = serve(ballot({ entitled: 10380, cast: 512 }));
    invitations('done', 4213);
    server.instead.set(`POST ${PATH}/cancellation`, ({ body }) => {
      const { reason } = JSON.parse(body) as components['schemas']['CancellationProposal'];
      held.now = { ...held.now, cancellation: { by: 'olwen', at: days(0), reason } };
      return ok(held.now);
    });
    server.instead.set(`DELETE ${PATH}/cancellation`, () => {
      const { cancellation: _, ...rest } = held.now;
      held.now = rest;
      return ok(held.now);
    });
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${UUID}`);
    await press(page, 'Cancel the ballot…');
    await page.getByText('512 votes were cast. They will not be counted.').waitFor();
    await page.getByLabel('Reason').fill('The dispute is settled.');
    await press(page, 'Propose to cancel the ballot');
    await page.getByRole('heading', { name: 'A cancellation waits for a second person' }).waitFor();
    await press(page, 'Withdraw the proposal');
    await page
      .getByRole('heading', { name: 'A cancellation waits for a second person' })
      .waitFor({ state: 'detached' });
  });

  it('offers only a stricter policy after the opening', async () => {
    server.person = approver;
    const held = serve(ballot({ publication: { turnout: 'daily', result: 'full', breakdown: 'region' } }));
    server.instead.set(`POST ${PATH}/policy`, () => ok(held.now));
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${UUID}`);
    await press(page, 'Change what is published…');
    expect(await page.getByLabel('Turnout').locator('option').allTextContents()).toEqual([
      'Not published',
      'Once a day',
    ]);
    await page.getByLabel('Reason').fill('Small branches.');
    await press(page, 'Propose the change');
    await page.getByText('This is what is published already. Change something.').waitFor();
    await page.getByLabel('Figures by area').selectOption('none');
    await page.getByLabel('Least votes shown together').fill('19');
    await press(page, 'Propose the change');
    await page.getByText('At least 20: fewer would disclose people.').first().waitFor();
    await page.getByLabel('Least votes shown together').fill('50');
    await look('policy');
    await press(page, 'Propose the change');
    await page.getByRole('button', { name: 'Change what is published…' }).waitFor();
    const sent = JSON.parse(server.requests.find(({ url }) => url === `${PATH}/policy`)?.body ?? '');
    expect(sent).toEqual({
      turnout: 'daily',
      result: 'full',
      breakdown: 'none',
      minima: { cast: 50, entitled: 20 },
      reason: 'Small branches.',
    });
  });

  it('takes a note of what was done about a date that came', async () => {
    server.person = officer;
    const due = {
      number: 1,
      on: '2026-09-01',
      text: 'No acceptable progress',
      state: 'open',
      nextSteps: ['Look at the result.'],
    };
    const held = serve(ballot({ state: 'declared', followUps: [due] }));
    server.instead.set(`POST ${PATH}/follow-ups/1/completion`, ({ body }) => {
      const { note } = JSON.parse(body) as components['schemas']['FollowUpCompletion'];
      held.now = { ...held.now, followUps: [{ ...due, state: 'done', doneBy: 'olwen', note }] };
      return ok({});
    });
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${UUID}`);
    await press(page, /Tuesday 1 September 2026: Record what was done…/);
    await page.getByLabel('What was done').fill('The committee met.');
    await press(page, 'Record it as done');
    await page.getByText('Done by olwen: The committee met.').waitFor();
    await look('overview-declared');
  });

  it('shows the helpdesk where a ballot stands, and nothing to change', async () => {
    server.person = helpdesk;
    serve(ballot({ entitled: 10380, cast: 512 }));
    await someone.page.goto(`${server.origin}/ballots/${UUID}`);
    await someone.page.getByRole('heading', { name: 'What has to be done' }).waitFor();
    expect(await someone.page.getByRole('button', { name: /…$/ }).count()).toBe(0);
    expect(server.requests.filter(({ url }) => /invitations|credentials|ceremony/.test(url))).toEqual([]);
  });

  it('speaks Welsh', async () => {
    server.person = officer;
    serve(ballot({ entitled: 10380, cast: 0 }));
    invitations('not-requested');
    await someone.page.goto(`${server.origin}/ballots/${UUID}`);
    await press(someone.page, 'Cymraeg');
    await someone.page.getByRole('heading', { name: 'Gwahoddiadau: HEB EU HANFON' }).waitFor();
    await look('overview-cy');
  });
});

describe('a draft', () => {
  it('is written, put right where the service finds faults, and saved; members’ page is beside it', async () => {
    server.person = officer;
    const saved: Draft[] = [];
    server.instead.set('POST /api/ballot/ballots', ({ body }) => {
      const draft = JSON.parse(body) as Draft;
      if (!draft.authority) {
        const violations = [
          { field: 'authority', code: 'text-missing', detail: 'Write a text here' },
          { field: 'questions[0].answers[1]', code: 'repeated', detail: 'Answer 1 reads the same' },
        ];
        return {
          status: 400,
          body: JSON.stringify({
            type: 'urn:tellers:problem:draft-unfit',
            status: 400,
            detail: 'authority: Write a text here',
            violations,
          }),
        };
      }
      saved.push(draft);
      held.now = {
        ...held.now,
        ...(draft as Ballot),
        revision: 1,
        warnings: ['The ballot runs for less than two weeks'],
      };
      return ok(held.now, 201);
    });
    const held = serve(ballot({ state: 'draft' }));
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/new`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Pay 2026');
    await page.getByRole('textbox', { name: 'Question', exact: true }).fill('Do you agree that the offer is unfair?');
    await page.getByText('“Do you agree that” asks members to agree.').waitFor();
    await press(page, 'Save the draft');
    await page.getByRole('heading', { name: 'The draft was not saved' }).waitFor();
    await page.getByRole('link', { name: /^Voting opens: Say on which day/ }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('opensAt');
    await look('draft-faults');

    // Summer time ends between the two: the hour at the close comes twice.
    await page.locator('#opensAt').fill('2027-10-15');
    await page.locator('#closesAt').fill('2027-10-31');
    await page.locator('#closesAt-time').fill('01:30');
    await page.getByLabel('The second one, in winter time (GMT)').check();
    await page
      .getByRole('textbox', { name: 'Question', exact: true })
      .fill('Are you prepared to take part in strike action?');
    await press(page, 'Save the draft');
    await page.getByRole('link', { name: 'Decided by: Write a text here' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('authority');
    expect(await page.locator('[id="questions[0].answers[1]-fault"]').textContent()).toContain(
      'Answer 1 reads the same',
    );
    await page.getByRole('textbox', { name: 'Decided by', exact: true }).fill('NEC motion 12');
    await page.getByLabel('In Welsh too').check();
    await page.getByRole('textbox', { name: 'Name, in Welsh', exact: true }).fill('Cyflog 2026');
    await page.getByRole('textbox', { name: 'Decided by, in Welsh', exact: true }).fill('Cynnig 12');
    await page.getByRole('textbox', { name: 'Question, in Welsh', exact: true }).fill('A ydych yn barod i streicio?');
    await press(page, 'Show it in Welsh');
    await page.getByText('Gadael y cwestiwn hwn yn wag').waitFor();
    await look('draft');
    await press(page, 'Save the draft');
    await heading(page, 'Write the ballot');
    await page.getByText('The ballot runs for less than two weeks').waitFor();
    expect(page.url()).toBe(`${server.origin}/ballots/${UUID}/questions`);
    expect(saved).toMatchObject([
      {
        name: 'Pay 2026',
        opensAt: '2027-10-15T11:00:00Z',
        closesAt: '2027-10-31T01:30:00Z',
        welsh: { name: 'Cyflog 2026', questions: [{ answers: ['Ydw', 'Nac ydw'] }] },
      },
    ]);
  });

  it('is not left with changes that are not saved, nor written over somebody else’s', async () => {
    server.person = officer;
    const held = serve(ballot({ state: 'draft', opensAt: days(20), closesAt: days(40), lateJoinerCutOff: days(39) }));
    server.instead.set(`PUT ${PATH}`, ({ body, url }) => {
      const { revision = 0 } = held.now;
      if (!url.endsWith(`?revision=${revision}`)) return problem(409, 'draft-changed', 'Read it again.');
      held.now = { ...held.now, ...(JSON.parse(body) as Ballot), revision: revision + 1, editedBy: 'olwen' };
      return ok(held.now);
    });
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${UUID}/questions`);
    await page.getByLabel('Help line').fill('0800 000 000');
    await page.getByText('There are changes that are not saved.').waitFor();
    await page.getByRole('link', { name: 'Overview' }).click();
    await page.getByRole('heading', { name: 'Leave without saving?' }).waitFor();
    await inspect(someone, 'phone-draft-leave');
    await press(page, 'Stay on this page');
    expect(await page.getByLabel('Help line').inputValue()).toBe('0800 000 000');

    held.now = { ...held.now, revision: 9, editedBy: 'owain', helpLine: 'Owain’s' };
    await press(page, 'Save the draft');
    await page.getByText('owain saved a newer version').waitFor();
    const changed = page.getByRole('table', { name: 'What is not as it was' });
    expect(await changed.getByRole('rowheader').allTextContents()).toEqual(['Help line changed']);
    await changed.getByText('Owain’s').waitFor();
    expect(held.now.helpLine).toBe('Owain’s');
    await inspect(someone, 'phone-draft-conflict');
    // While the writer reads that, it is saved once more.
    held.now = { ...held.now, revision: 10, helpLine: 'Owain’s, again' };
    await press(page, 'Save mine over theirs');
    await changed.getByText('Owain’s, again').waitFor();
    expect(held.now.helpLine).toBe('Owain’s, again');
    await press(page, 'Save mine over theirs');
    await page.getByText('Saved, version 11.').first().waitFor();
    expect(held.now.helpLine).toBe('0800 000 000');
    await page.getByRole('link', { name: 'Overview' }).click();
    await heading(page, 'Workloads ballot 2026');
  });
});

describe('an approval', () => {
  it('is given by another person who has read the whole', async () => {
    server.person = approver;
    const held = serve(
      ballot({
        state: 'draft',
        opensAt: '2037-02-13T12:00:00Z',
        closesAt: '2037-02-27T12:00:00Z',
        welsh: {
          name: 'Pleidlais llwyth gwaith 2026',
          authority: 'Cynnig 12',
          questions: [{ question: 'A ydych yn barod i streicio?', answers: ['Ydw', 'Nac ydw'] }],
        },
      }),
    );
    server.instead.set(`POST ${PATH}/approval`, ({ body }) => {
      expect(JSON.parse(body)).toEqual({ revision: 3 });
      held.now = { ...held.now, state: 'approved', approvedBy: 'anwen' };
      return ok(held.now);
    });
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${UUID}`);
    await page.getByRole('link', { name: /^Approve wording/ }).click();
    await heading(page, 'Read and approve');
    await page.getByText('A ydych yn barod i streicio?').waitFor();
    await press(page, 'Approve this ballot…');
    await page.getByText('Voting then opens by itself at noon on Friday 13 February 2037').waitFor();
    await look('approve');
    await press(page, 'Approve version 3');
    await heading(page, 'Questions and rules');
    await page.getByText('Approved by anwen.').waitFor();
    const sent = server.requests.find(({ url }) => url === `${PATH}/approval`);
    expect(sent?.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('shows what changed since a version, in both languages, from the one that was last read', async () => {
    server.person = approver;
    const first = ballot({ state: 'draft', opensAt: '2037-02-13T12:00:00Z', closesAt: '2037-02-27T12:00:00Z' });
    const strike = first.questions?.[0] ?? {};
    const welsh = {
      name: 'Pleidlais llwyth gwaith 2026',
      authority: 'Cynnig 12',
      questions: [{ question: 'A ydych yn barod i streicio?', answers: ['Ydw', 'Nac ydw'] }],
    };
    const kept: Ballot[] = [
      { ...first, helpLine: '', welsh },
      {
        ...first,
        welsh: { ...welsh, questions: [{ question: 'A ydych yn barod i gymryd rhan?', answers: ['Ydw', 'Nac ydw'] }] },
        closesAt: '2037-03-06T12:00:00Z',
        publication: { turnout: 'none', result: 'full', breakdown: 'branch' },
        questions: [{ ...strike, answers: ['Yes', 'Abstain', 'No'] }],
        eligibility: { statuses: ['active'] },
      },
    ];
    const keep = (...versions: Ballot[]) => {
      const lines = versions.map((_, i) => ({ revision: i + 1, by: 'olwen', at: `2026-01-1${i + 1}T10:00:00Z` }));
      server.instead.set(`GET ${PATH}/versions`, ok(lines.reverse()));
      for (const [i, one] of versions.entries())
        server.instead.set(`GET ${PATH}/versions/${i + 1}`, ok({ ...one, revision: i + 1 }));
      return { ...versions.at(-1), revision: versions.length };
    };
    const held = serve(first);
    held.now = keep(...kept);
    const { page } = someone;
    const row = (name: string) => page.getByRole('row').filter({ hasText: name }).first().textContent();
    await page.goto(`${server.origin}/ballots/${UUID}/questions`);
    await page.getByRole('heading', { name: 'What changed' }).waitFor();
    expect(await row('Question 1, Answer 2')).toContain('added');
    expect(await row('Question 1, Answer 2')).toContain('was not there');
    expect(await row('Question 1, in Welsh')).toContain('A ydych yn barod i gymryd rhan?');
    expect(await row('Who may vote: Sections')).toContain('is no longer there');
    expect(await row('Turnout')).toMatch(/As it grows.*Not published/);
    expect(await row('Voting closes')).toContain('noon on Friday 6 March 2037');
    await look('what-changed');

    held.now = keep(...kept, { ...kept[1], helpLine: '0800 000 000' });
    await page.reload();
    await page.getByText('The version that you last read on this device.').waitFor();
    expect(await page.getByLabel('Since').inputValue()).toBe('2');
    expect(await page.getByRole('rowheader').allTextContents()).toEqual(['Help line changed']);
    await page.getByLabel('Since').selectOption('1');
    await page.getByRole('row').filter({ hasText: 'Voting closes' }).waitFor();
    await press(page, 'Cymraeg');
    await page.getByRole('table', { name: 'Yr hyn nad yw fel yr oedd' }).getByText('ychwanegwyd').first().waitFor();
    await inspect(someone, 'phone-cy-what-changed');
  });

  it('shows the ballot without its earlier versions to who may not read those', async () => {
    server.person = { user: 'helga', name: 'Helga', roles: ['helpdesk'] };
    const held = serve(ballot({ state: 'open' }));
    held.now = { ...held.now, revision: 2 };
    await someone.page.goto(`${server.origin}/ballots/${UUID}/questions`);
    await heading(someone.page, 'Questions and rules');
    await someone.page.waitForLoadState('networkidle');
    expect(server.requests.filter(({ url }) => url.endsWith('/versions'))).toEqual([]);
  });

  it('is not offered to the person who wrote the latest version', async () => {
    server.person = { user: 'olwen', name: 'Olwen', roles: ['approver'] };
    serve(ballot({ state: 'draft', opensAt: days(20), closesAt: days(40) }));
    await someone.page.goto(`${server.origin}/ballots/${UUID}/questions`);
    await someone.page.getByText('You wrote the latest version').waitFor();
    expect(await someone.page.getByRole('button', { name: 'Approve this ballot…' }).count()).toBe(0);
  });
});

describe('the decision log', () => {
  it('says who did what, when and why, page by page, and is downloaded as it is signed', async () => {
    server.person = { user: 'aled', name: 'Aled Auditor', roles: ['auditor'] };
    serve(ballot());
    const log: components['schemas']['Decision'][] = [
      { number: 1, at: '2026-01-12T10:00:00Z', who: 'olwen', action: 'drafted', to: 'draft', hash: 'a' },
      {
        number: 2,
        at: '2026-01-13T10:00:00Z',
        who: 'anwen',
        action: 'approved',
        from: 'draft',
        to: 'approved',
        hash: 'b',
      },
      {
        number: 3,
        at: '2026-01-20T10:00:00Z',
        who: 'platform',
        action: 'keyed',
        from: 'approved',
        to: 'keyed',
        hash: 'c',
      },
      {
        number: 4,
        at: '2026-02-20T16:00:00Z',
        who: 'olwen',
        action: 'extension-proposed',
        from: 'open',
        to: 'open',
        why: 'closesAt from 2026-02-27T12:00:00Z to 2026-03-06T12:00:00Z. One employer’s mail was down.',
        hash: 'd',
      },
    ];
    server.instead.set(`GET ${PATH}/log`, ({ url }) =>
      url.includes('after=2') ? ok({ items: log.slice(2) }) : ok({ items: log.slice(0, 2), next: '2' }),
    );
    const text = '{ "version": 1,  "decisions": [] }';
    server.instead.set(`GET ${PATH}/log/export`, { status: 200, body: text });
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${UUID}/decisions`);
    await page.getByText('Later close proposed').waitFor();
    await page.getByText('closesAt from noon on Friday 27 February 2026').waitFor();
    expect(await page.getByRole('rowheader').allTextContents()).toEqual(['4', '3', '2', '1']);
    await look('decisions');
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Download the public log')]);
    expect(download.suggestedFilename()).toBe(`tellers-decisions-${UUID}.json`);
    expect(readFileSync(await download.path(), 'utf8')).toBe(text);
  });
});

describe('what members can read', () => {
  it('is written by an officer in both languages, and a meeting is called off rather than taken away', async () => {
    server.person = officer;
    serve(ballot());
    let faq: components['schemas']['Faq'] = { version: 0, entries: [] };
    let meetings: components['schemas']['Meeting'][] = [];
    server.instead.set(`GET ${PATH}/faq`, () => ok(faq));
    server.instead.set(`GET ${PATH}/meetings`, () => ok(meetings));
    server.instead.set(`PUT ${PATH}/faq`, ({ body }) => {
      const { version, entries } = JSON.parse(body) as components['schemas']['FaqText'];
      faq = { version: version + 1, changedAt: days(0), changedBy: 'olwen', entries };
      return ok(faq);
    });
    server.instead.set(`POST ${PATH}/meetings`, ({ body }) => {
      meetings = [{ id: 'm1', version: 1, cancelled: false, meeting: JSON.parse(body) }];
      return ok(meetings[0], 201);
    });
    server.instead.set(`DELETE ${PATH}/meetings/m1`, () => {
      meetings = meetings.map((one) => ({ ...one, version: 2, cancelled: true }));
      return ok(meetings[0]);
    });
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${UUID}/information`);
    await press(page, 'Change the questions and answers');
    await press(page, 'Publish 1 entry');
    await page.getByText('Write a text here.').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('faq-0-question');
    await page.locator('#faq-0-question').fill('Is it secret?');
    await page.locator('#faq-0-answer').fill('Yes. Nobody can see how you voted.');
    await look('information-faq');
    await press(page, 'Publish 1 entry');
    await page.getByText('Version 1, written by olwen').waitFor();
    expect(faq.entries).toEqual([
      { question: { en: 'Is it secret?' }, answer: { en: 'Yes. Nobody can see how you voted.' } },
    ]);

    await press(page, 'Add a meeting…');
    await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Ask the committee');
    await page.locator('#meeting-new-starts').fill('2037-06-10');
    await page.locator('#meeting-new-starts-time').fill('18:00');
    await page.locator('#meeting-new-ends-time').fill('19:00');
    await page.getByLabel('Web address').fill('https://meet.example/ask');
    await press(page, 'Publish the meeting');
    await page.getByText('Wednesday 10 June 2037, 18:00').waitFor();
    expect(meetings[0]?.meeting).toEqual({
      title: { en: 'Ask the committee' },
      startsAt: '2037-06-10T17:00:00Z',
      endsAt: '2037-06-10T18:00:00Z',
      url: 'https://meet.example/ask',
    });
    await press(page, 'Call off… Ask the committee');
    await look('information-meetings');
    await press(page, 'Call it off');
    await page.getByText('Called off', { exact: true }).waitFor();
  });
});
