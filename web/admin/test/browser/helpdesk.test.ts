/** The helpdesk in Chromium: one field, the next step first, and nothing of the search in the address. */
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heading, sharedBrowser, type Visit, visit } from '../../../testing/browser.ts';
import { inspect, inspectEverywhere } from '../../../testing/inspect.ts';
import type { components as Membership } from '../../src/api/generated/membership.ts';
import type { components } from '../../src/api/generated/notification.ts';
import { filled } from '../mail.ts';
import { startServer, type TestServer } from '../server.ts';
import { ok, problem } from '../stage.ts';

type Schemas = components['schemas'];

let browser: Browser;
let server: TestServer;
let someone: Visit;

beforeAll(async () => {
  browser = await sharedBrowser();
});
beforeEach(async () => {
  server = await startServer();
  server.person = { user: 'heddwen', name: 'Heddwen Helpdesk', roles: ['helpdesk'] };
  server.stage.state = 'open';
  someone = await visit(browser);
});
afterEach(async () => {
  const { faults } = someone;
  await someone.close();
  server.close();
  expect(faults, 'violations of the Content Security Policy and errors').toEqual([]);
});

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
const api = (method: string, path: string) => `${method} /api/notification/ballots/${server.stage.uuid}${path}`;
const ENTRY = '0199c0de-0000-7000-8000-000000000001';
const REQUEST = '0199c0de-0000-4000-8000-00000000000a';

const member: Schemas['Found'] = {
  entryId: ENTRY,
  membershipNumber: '0012345',
  name: 'Ms Morwenna Pritchard',
  address: 'morwenna.pritchard@justice.example',
  language: 'cy',
  excluded: false,
  voted: false,
  lastMail: { kind: 'invitation', state: 'bounced', queuedAt: '2026-02-13T14:00:00Z' },
};

/** A member whose timeline grows with what is done. */
function serve(known: Partial<Schemas['Timeline']> = {}) {
  const { instead } = server;
  const timeline: Schemas['Happened'][] = [
    { at: '2026-02-13T14:00:00Z', what: 'queued', kind: 'invitation' },
    { at: '2026-02-13T14:02:00Z', what: 'accepted', kind: 'invitation' },
    {
      at: '2026-02-13T14:03:00Z',
      what: 'reported-bounced',
      kind: 'invitation',
      reason: 'address-unknown',
      by: 'mailbox',
    },
    { at: '2026-02-13T14:03:00Z', what: 'bounced', kind: 'invitation', reason: 'address-unknown' },
  ];
  const note = (what: string, ref?: string, by = 'heddwen') =>
    timeline.push({ at: `2026-02-16T10:0${timeline.length}:00Z`, what, by, ...(ref && { ref }) });
  instead.set(api('POST', '/members/search'), ({ body }) => {
    const items = (JSON.parse(body) as { text: string }).text === 'pritch' ? [member] : [];
    return ok({ items } satisfies Schemas['MemberPage']);
  });
  instead.set(api('GET', `/members/${ENTRY}`), () => ok({ member, timeline, ...known } satisfies Schemas['Timeline']));
  instead.set(api('GET', '/helpdesk/proposals'), ok([]));
  instead.set(
    api('GET', '/replacements/totals'),
    ok({
      asked: 6,
      askedByReason: { exposed: 5, other: 1 },
      replaced: 5,
      withSecondPerson: 2,
      letters: 11,
      lettersByReason: { 'never-arrived': 11 },
    } satisfies Schemas['Totals']),
  );
  return note;
}

const bodies = (method: string, path: string) =>
  server.requests
    .filter((one) => `${one.method} ${one.url.split('?')[0]}` === api(method, path))
    .map(({ body, headers }) => ({ body: body && JSON.parse(body), key: headers['idempotency-key'] }));

const open = async (page: Page) => {
  await page.goto(`${server.origin}/ballots/${server.stage.uuid}/helpdesk/${ENTRY}`);
  await heading(page, 'Ms Morwenna Pritchard');
};

describe('a call', () => {
  it('is one field to the member, whose address is corrected and to whom the same code is sent', async () => {
    const note = serve();
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/helpdesk`);
    await heading(page, 'Helpdesk');
    await page.getByText('New codes asked for').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('member-search');
    await page.keyboard.type('p');
    await page.keyboard.press('Enter');
    await page.getByText('Type at least two letters or digits.').waitFor();
    await page.keyboard.type('ritch');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Ms Morwenna Pritchard' }).waitFor();
    await inspectEverywhere(someone, 'helpdesk-1-found');
    expect(page.url()).not.toContain('pritch');
    expect(
      await page.evaluate(() => JSON.stringify([history.state, { ...localStorage }, { ...sessionStorage }])),
    ).not.toContain('pritch');

    await page.getByRole('link', { name: 'Ms Morwenna Pritchard' }).click();
    await heading(page, 'Ms Morwenna Pritchard');
    await page.getByText('The last email did not arrive').waitFor();
    expect(await page.title(), 'browsers keep the titles of pages').not.toContain('Pritchard');
    await inspectEverywhere(someone, 'helpdesk-2-member');
    await press(page, 'Correct the address');
    await press(page, 'Correct the address and send the code there');
    await page.getByText('Type an email address, such as name@example.org.').waitFor();
    await page.getByLabel('New email address').fill('morwenna@mail.example');
    await page.getByLabel('Why').fill('Told by telephone; number and postcode checked.');
    await inspectEverywhere(someone, 'helpdesk-3-correct');
    server.instead.set(
      'PATCH /api/membership/members/0012345/contact',
      ok({
        changed: ['personalEmail'],
        at: '2026-02-16T10:00:00Z',
      } satisfies Membership['schemas']['ContactCorrected']),
    );
    let early = true;
    server.instead.set(api('POST', '/resends'), () => {
      if (early) {
        early = false;
        return problem(409, 'correction-not-here-yet', 'Ask again in a few seconds.');
      }
      note('resent', REQUEST);
      return ok({ dispatchId: REQUEST } satisfies Schemas['Resent'], 202);
    });
    await press(page, 'Correct the address and send the code there');
    await page.getByText('The address is corrected, and the code is on its way there').first().waitFor();
    await page.getByText('Same code sent again').waitFor();
    const [first, second] = bodies('POST', '/resends');
    expect(second).toEqual(first);
    expect(first?.body).toEqual({ entryId: ENTRY, correctedAt: '2026-02-16T10:00:00Z' });

    await page.getByRole('link', { name: 'Back to the helpdesk' }).click();
    await page.getByRole('link', { name: 'Ms Morwenna Pritchard' }).waitFor();
    expect(await page.getByLabel('Find a member').inputValue()).toBe('pritch');
  });

  it('replaces a code believed exposed, and shows what the ballot box decided', async () => {
    const note = serve();
    const { page } = someone;
    let state = 'pending';
    server.instead.set(api('POST', '/replacements'), () => {
      note('replacement-requested', REQUEST);
      return ok({ id: REQUEST, state } satisfies Schemas['Replacement'], 202);
    });
    server.instead.set(api('GET', `/replacements/${REQUEST}`), () =>
      ok({
        id: REQUEST,
        state,
        ...(state === 'refused' && { reason: 'already-used' }),
      } satisfies Schemas['Replacement']),
    );
    await open(page);
    await press(page, 'Replace the code');
    await page.getByLabel('The member has lost the code').check();
    await page.getByText('Sending the same code again is enough').waitFor();
    await page.getByLabel('Another reason').check();
    await page.getByRole('button', { name: 'Replace the code', exact: true }).click();
    await page.getByText('Say the reason in your words.').waitFor();
    await page.getByLabel('Somebody else may have the code').check();
    await press(page, 'Replace the code');
    await page.getByText('Waiting for the ballot box').waitFor();
    await inspect(someone, 'phone-helpdesk-4-pending');
    state = 'refused';
    note('replacement-refused', REQUEST, 'voting');
    await page.getByText('The code was not replaced').waitFor();
    await page.getByText('a vote had been recorded meanwhile').waitFor();
    await press(page, 'Cymraeg');
    await page.getByText('Ni chafodd y cod ei ddisodli').waitFor();
    await inspect(someone, 'phone-helpdesk-4-welsh');
    // Looking at a member is noted: it is not done again and again while waiting.
    expect(bodies('GET', `/members/${ENTRY}`).length).toBeLessThanOrEqual(3);
  });

  it('orders a letter, prints it once and alone on the paper', async () => {
    const note = serve();
    const { page } = someone;
    server.instead.set(api('POST', '/letters'), () => {
      note('letter-ordered', REQUEST);
      return ok({ id: REQUEST, state: 'ready' } satisfies Schemas['Ordered'], 202);
    });
    server.instead.set(
      api('GET', `/letters/${REQUEST}`),
      ok({ id: REQUEST, state: 'ready' } satisfies Schemas['Ordered']),
    );
    server.instead.set(api('POST', `/letters/${REQUEST}/printing`), () => {
      note('letter-printed', REQUEST);
      return { status: 200, body: filled('letter-en.html') };
    });
    await open(page);
    await press(page, 'Order a letter');
    await press(page, 'Order the letter');
    await page.getByText('You ordered it, so only you can print it.').waitFor();
    await press(page, 'Print the letter');
    await page.getByText('It is handed out once and kept nowhere.').waitFor();
    await press(page, 'Print the letter');
    await page.getByText('The letter is below').first().waitFor();
    await inspectEverywhere(someone, 'helpdesk-5-letter');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#app').isVisible()).toBe(false);
    expect(await page.locator('.tellers-paper').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    await press(page, 'It is printed: hide it');
    await page.getByText('Xk7 Qm2pT').first().waitFor({ state: 'detached' });
  });
});

describe('who may do what', () => {
  it('leaves codes to the helpdesk, and addresses to officers, too', async () => {
    serve();
    server.person = { user: 'olwen', name: 'Olwen Officer', roles: ['officer'] };
    const { page } = someone;
    await open(page);
    await page.getByRole('button', { name: 'Correct the address' }).waitFor();
    for (const name of ['Send the same code again', 'Order a letter', 'Replace the code'])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
  });

  it('says when the day’s quota is used, and keeps what was filled in', async () => {
    serve({ secondPerson: 'close-near' });
    server.instead.set(
      api('POST', '/letters'),
      problem(429, 'quota-reached', 'You have asked for 20 replacements and letters today; ask a colleague.'),
    );
    const { page } = someone;
    await open(page);
    await page.getByText('A new code or a letter needs a second person:').waitFor();
    await press(page, 'Order a letter');
    await page.getByLabel('In your words').fill('No mailbox.');
    await press(page, 'Propose it to a second person');
    await page.getByText('ask a colleague').waitFor();
    expect(await page.getByLabel('In your words').inputValue()).toBe('No mailbox.');
    const key = () => bodies('POST', '/letters').at(-1)?.key;
    const first = key();
    await press(page, 'Propose it to a second person');
    await expect.poll(() => bodies('POST', '/letters').length).toBe(2);
    expect(key(), 'the same wish has the same key').toBe(first);
  });
});

describe('a second person', () => {
  it('confirms what others proposed, never their own', async () => {
    serve();
    server.person = { user: 'aled', name: 'Aled Approver', roles: ['approver'] };
    const proposal = (n: number, askedBy: string, what: string): Schemas['Proposal'] => ({
      id: `${REQUEST.slice(0, -1)}${n}`,
      what,
      entryId: ENTRY,
      reason: 'exposed',
      secondPerson: 'address-changed-by-staff',
      askedBy,
      askedAt: '2026-02-16T10:00:00Z',
    });
    let waiting = [proposal(1, 'heddwen', 'replacement'), proposal(2, 'aled', 'letter')];
    server.instead.set(api('GET', '/helpdesk/proposals'), () => ok(waiting));
    server.instead.set(api('POST', `/replacements/${waiting[0]?.id}/confirmation`), () => {
      waiting = waiting.slice(1);
      return ok({ id: REQUEST, state: 'pending' } satisfies Schemas['Replacement']);
    });
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/helpdesk`);
    await page.getByText('Yours: another person confirms it.').waitFor();
    expect(await page.getByLabel('Find a member').count()).toBe(0);
    await press(page, 'Confirm: New code for member 00000001');
    await page.getByText('The ballot box is asked to replace the code.').waitFor();
    await inspectEverywhere(someone, 'helpdesk-6-proposals');
    await press(page, 'Confirm');
    await page.getByRole('row', { name: /New code for member/ }).waitFor({ state: 'detached' });
    expect(bodies('POST', `/replacements/${proposal(1, '', '').id}/confirmation`)).toHaveLength(1);
  });

  it('leaves an audit that an auditor reads, without names', async () => {
    serve();
    server.person = { user: 'anwen', name: 'Anwen Auditor', roles: ['auditor'] };
    server.instead.set(
      api('GET', '/helpdesk/audit'),
      ok({
        items: [
          { id: REQUEST, at: '2026-02-16T10:00:00Z', action: 'searched', by: 'heddwen', amount: 3 },
          {
            id: ENTRY,
            at: '2026-02-16T10:01:00Z',
            action: 'replaced',
            by: 'voting',
            entryId: ENTRY,
            reason: 'exposed',
          },
        ],
      } satisfies Schemas['AuditPage']),
    );
    const { page } = someone;
    await page.goto(`${server.origin}/ballots/${server.stage.uuid}/helpdesk`);
    await page.getByText('Searched for members (3)').waitFor();
    await page.getByRole('rowheader').first().waitFor();
    await inspect(someone, 'phone-helpdesk-7-audit');
    await press(page, 'Cymraeg');
    await heading(page, 'Desg gymorth');
    await inspect(someone, 'phone-helpdesk-8-welsh');
  });
});
