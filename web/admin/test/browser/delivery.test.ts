/** The page of deliveries in Chromium: a blocked domain is seen at once, and many are reached again with one decision. */
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heading, sharedBrowser, type Visit, visit } from '../../../testing/browser.ts';
import { inspect, inspectEverywhere } from '../../../testing/inspect.ts';
import type { components } from '../../src/api/generated/notification.ts';
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
  server.person = { user: 'olwen', name: 'Olwen Officer', roles: ['officer'] };
  server.stage.state = 'open';
  someone = await visit(browser);
});
afterEach(async () => {
  const { faults } = someone;
  await someone.close();
  server.close();
  expect(faults, 'violations of the Content Security Policy and errors').toEqual([]);
});

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const api = (method: string, path: string) => `${method} /api/notification/ballots/${server.stage.uuid}${path}`;
const entry = (n: number) => `0199c0de-0000-7000-8000-0000${(0x0199c0de + n).toString(16).padStart(8, '0')}`;

const counts = (recipients: number, deferred: number, bounced: number, blocked: number): Schemas['Counts'] => ({
  recipients,
  sent: recipients,
  accepted: recipients - deferred - bounced - blocked,
  deferred,
  bounced,
  blocked,
});

const unreached = (n: number, more: Schemas['Unreached']): Schemas['Unreached'] => ({
  entryId: entry(n),
  state: 'bounced',
  reason: 'address-unknown',
  addressChanged: false,
  ...more,
});

function serve() {
  const { instead } = server;
  instead.set(
    api('GET', '/deliveries/domains'),
    ok({
      asAt: '2026-02-13T16:10:00Z',
      domains: [
        { name: 'justice.example', counts: counts(1_240, 410, 3, 61), alarm: true },
        { name: 'mail.example', counts: counts(1_880, 2, 61, 0), alarm: false },
        {
          name: 'a-very-long-name-of-an-employer.probation.region.example',
          counts: counts(611, 4, 7, 0),
          alarm: false,
        },
      ],
      other: counts(439, 5, 67, 1),
      roll: { entries: 4_213, deliverable: 4_027, withoutAddress: 43, suppressed: 5, bounced: 138 },
    } satisfies Schemas['DomainView']),
  );
  let list = [
    unreached(1, { addressChanged: true }),
    unreached(2, { state: 'blocked', reason: 'policy-block' }),
    unreached(3, { state: 'suppressed', reason: 'hard-bounce', suppressed: 'hard-bounce' }),
  ];
  instead.set(api('GET', '/resends/bounced'), () =>
    ok({
      unreached: list.length,
      addressChanged: list.filter(({ addressChanged }) => addressChanged).length,
      suppressed: list.filter(({ suppressed }) => suppressed).length,
      items: list,
    } satisfies Schemas['BouncePage']),
  );
  instead.set(api('POST', '/resends/bounced'), ({ body }) => {
    const { entries, expected } = JSON.parse(body) as Schemas['BatchOrder'];
    const chosen = list.filter(({ entryId = '', addressChanged }) =>
      entries ? entries.includes(entryId) : addressChanged,
    );
    if (chosen.length !== expected) return problem(409, 'count-changed', 'Look at the list again.');
    list = list.filter((one) => !chosen.includes(one));
    return ok({ queued: chosen.length, suppressed: [] } satisfies Schemas['BatchResent'], 202);
  });
  let suppressed: Schemas['SuppressedEntry'][] = [
    {
      entryId: entry(3),
      classes: [
        { mailClass: 'notice', reason: 'hard-bounce', since: '2026-02-13T14:20:00Z' },
        { mailClass: 'reminder', reason: 'complaint', since: '2026-02-13T15:00:00Z' },
      ],
    },
  ];
  instead.set(api('GET', '/suppressions'), () => ok({ items: suppressed } satisfies Schemas['SuppressionPage']));
  instead.set(api('POST', `/suppressions/${entry(3)}/lifting`), () => {
    suppressed = [];
    return ok({ entryId: entry(3) } satisfies Schemas['Lifted'], 202);
  });
  instead.set(
    api('GET', '/deliveries'),
    ok({
      items: [{ dispatchId: entry(9), entryId: entry(4), kind: 'invitation', queuedAt: '2026-02-13T14:00:00Z' }],
    } satisfies Schemas['DeliveryPage']),
  );
  instead.set(api('GET', '/deliveries/reports'), ({ url }) => {
    const second = url.includes('after=');
    return ok({
      items: [
        {
          id: entry(second ? 7 : 6),
          entryId: entry(1),
          kind: second ? 'delayed' : 'hard',
          status: second ? '4.7.1' : '5.1.1',
          diagnostic: second ? 'policy-deferral' : 'address-unknown',
          source: 'mailbox',
          receivedAt: '2026-02-13T14:21:00Z',
        },
      ],
      ...(!second && { next: entry(6) }),
    } satisfies Schemas['ReportPage']);
  });
  instead.set(
    'GET /api/notification/delivery-reports',
    ok({
      items: [
        {
          id: entry(8),
          kind: 'hard',
          status: '5.1.1',
          diagnostic: 'address-unknown',
          source: 'mailbox',
          receivedAt: '2026-02-13T15:02:00Z',
        },
      ],
    } satisfies Schemas['ReportPage']),
  );
}

const bodies = (method: string, path: string) =>
  server.requests
    .filter((one) => `${one.method} ${one.url}` === api(method, path))
    .map(({ body, headers }) => ({ body: JSON.parse(body), key: headers['idempotency-key'] }));

const open = async (page: Page) => {
  await page.goto(`${server.origin}/ballots/${server.stage.uuid}/delivery`);
  await heading(page, 'Delivery');
};

describe('reports about no email of ours', () => {
  it('are shown to officers, and asked for by nobody else', async () => {
    serve();
    server.person = { user: 'hefin', name: 'Hefin Helpdesk', roles: ['helpdesk'] };
    const { page } = someone;
    await open(page);
    await page.getByRole('heading', { name: 'Delivery reports' }).waitFor();
    expect(await page.getByText('Reports about no email of ours').count()).toBe(0);
    expect(server.requests.filter(({ url }) => url.includes('/delivery-reports'))).toEqual([]);
    server.person = { user: 'olwen', name: 'Olwen Officer', roles: ['officer'] };
    await page.reload();
    const stray = page.getByRole('table', { name: 'Reports that were set aside, the oldest first' });
    await stray.getByRole('rowheader', { name: 'Friday 13 February 2026, 15:02' }).waitFor();
    await inspectEverywhere(someone, 'delivery-stray');
    await press(page, 'Cymraeg');
    await page.getByText('Adroddiadau nad ydynt am ein he-byst ni').waitFor();
    await inspect(someone, 'phone-cy-delivery-stray');
  });
});

describe('deliveries', () => {
  it('raise the alarm for a domain, count the reachable, and send again to exactly those who were counted', async () => {
    serve();
    const { page } = someone;
    await open(page);
    await page.getByText('justice.example holds up 38% of the emails').waitFor();
    await page.getByText('4,027 of the 4,213 members on the roll (95.5%)').waitFor();
    await page.getByText('3 members could vote').waitFor();
    await inspectEverywhere(someone, 'delivery-1');
    await press(page, 'Show more: Delivery reports');
    await page.getByText('held back by a rule of the recipient’s server (4.7.1)').waitFor();

    await press(page, 'Send again to the 1 with another address');
    await press(page, 'Send 1 email with the same code');
    await page.getByRole('heading', { name: '1 email is on its way' }).waitFor();
    await page.getByText('2 members could vote').waitFor();
    await page.getByLabel('Choose member 0199c0e1').check();
    await press(page, 'Send again to the 1 chosen');
    await page
      .getByLabel('Write again to addresses that came back, because')
      .fill('Mailbox was moved and works again.');
    await inspectEverywhere(someone, 'delivery-2-resend');
    await press(page, 'Send 1 email with the same code');
    await page.getByText('1 member could vote').waitFor();

    const [changed, chosen] = bodies('POST', '/resends/bounced');
    expect(changed?.body).toEqual({ expected: 1 });
    expect(chosen?.body).toEqual({
      entries: [entry(3)],
      expected: 1,
      liftSuppression: { reason: 'Mailbox was moved and works again.' },
    });
    expect(changed?.key).not.toBe(chosen?.key);
  });

  it('write to an address again only for a reason', async () => {
    serve();
    const { page } = someone;
    await open(page);
    await press(page, 'Write to it again: member 0199c0e1');
    await page.getByText('The member complained of an email.').waitFor();
    await press(page, 'Write to this address again');
    await page.getByText('Say why.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('lifting-reason');
    await inspect(someone, 'phone-delivery-3-lift');
    await page.getByLabel('Why emails will arrive now').fill('The member asked for it.');
    await press(page, 'Write to this address again');
    await page.getByText('Every address on the roll is written to.').waitFor();
    await press(page, 'Cymraeg');
    await heading(page, 'Danfon');
    await inspect(someone, 'phone-delivery-4-welsh');
    expect(bodies('POST', `/suppressions/${entry(3)}/lifting`)[0]?.body).toEqual({
      reason: 'The member asked for it.',
    });
  });

  it('are not sent to a list that changed meanwhile, which is then shown anew', async () => {
    serve();
    const { page } = someone;
    await open(page);
    server.instead.set(
      api('POST', '/resends/bounced'),
      problem(409, 'count-changed', 'It would be 2 members now, not 1; look at the list again.'),
    );
    await press(page, 'Send again to the 1 with another address');
    await press(page, 'Send 1 email with the same code');
    await page.getByText('It would be 2 members now, not 1').waitFor();
    expect(
      server.requests.filter(({ method, url }) => method === 'GET' && url.includes('/resends/bounced')),
    ).toHaveLength(2);
  });
});
