/** Members in Chromium: search, one member's page, and a correction that meets another one. */
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { heading, sharedBrowser, type Visit, visit } from '../../../testing/browser.ts';
import { inspect, inspectEverywhere } from '../../../testing/inspect.ts';
import type { components } from '../../src/api/generated/membership.ts';
import { startServer, type TestServer } from '../server.ts';
import { ok, problem } from '../stage.ts';

type Member = components['schemas']['Member'];

const members = '/api/membership/members';

let browser: Browser;
let server: TestServer;
let someone: Visit;
let page: Page;

beforeAll(async () => {
  browser = await sharedBrowser();
});
beforeEach(async () => {
  server = await startServer();
  server.person = { user: 'helen', name: 'Helen Helpdesk', roles: ['helpdesk'] };
  someone = await visit(browser);
  page = someone.page;
});
afterEach(async () => {
  const { faults } = someone;
  await someone.close();
  server.close();
  expect(faults, 'violations of the Content Security Policy and errors').toEqual([]);
});

const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

async function look(name: string): Promise<void> {
  await inspectEverywhere(someone, name);
}

function member(n: number): Member {
  const number = String(n).padStart(5, '0');
  return {
    id: `0192f000-0000-7000-8000-0000000${number}`,
    membershipNumber: number,
    firstName: 'Llŷr',
    lastName: `Jones ${n}`,
    preferredEmailType: 'work',
    personalEmail: 'llyr.jones@example.org',
    workEmail: 'llyr.jones.with.a.very.long.name@probation.example.com',
    reachable: n % 5 !== 0,
    mobile: '07700 900001',
    address1: '12 Stryd Fawr',
    town: 'Caerdydd',
    postcode: 'CF10 1AA',
    section: 'Probation',
    branch: 'Cardiff and the Vale of Glamorgan',
    employer: 'HM Prison and Probation Service',
    region: 'Wales',
    membershipClass: 'full',
    status: n % 7 === 0 ? 'suspended' : 'active',
    joinedAt: '2019-03-01T00:00:00Z',
    joinedAtDayOnly: true,
    language: 'cy',
    campaignConsent: true,
    held: ['work-email'],
  };
}

describe('members', () => {
  it('are searched for a page at a time, and what was looked for is in no address of the page', async () => {
    server.instead.set(`POST ${members}/search`, ({ body }) => {
      const { text, after } = JSON.parse(body) as { text: string; after: string };
      if (text !== 'jones ll') return ok({ items: [] });
      const first = Number(after || 0) + 1;
      const items = Array.from({ length: first === 1 ? 20 : 3 }, (_, i) => member(first + i));
      return ok({ items, ...(first === 1 && { next: '00020' }) });
    });
    server.instead.set(`GET ${members}/00022`, ok(member(22)));
    server.instead.set(`GET ${members}/00022/contact/changes`, ok({ items: [] }));
    await page.goto(`${server.origin}/members`);
    await heading(page, 'Members');
    await inspect(someone, 'members-1-start-phone');
    await page.getByLabel('Membership number, name or email').fill('nobody');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Nobody was found' }).waitFor();
    await page.getByLabel('Membership number, name or email').fill('jones ll');
    await press('Search');
    await page.getByRole('heading', { name: 'The first 20 members, by number' }).waitFor();
    await look('2-found');
    await press('Show more');
    await page.getByRole('heading', { name: '23 members' }).waitFor();
    expect(await page.evaluate(() => location.href)).toBe(`${server.origin}/members`);
    await page.getByRole('link', { name: 'Llŷr Jones 22' }).click();
    await heading(page, 'Llŷr Jones 22');
    await page.goBack();
    await page.getByRole('heading', { name: '23 members' }).waitFor();
    expect(await page.getByLabel('Membership number, name or email').inputValue()).toBe('jones ll');
  });

  it('are corrected with a reason, and only in what is otherwise', async () => {
    server.stage.state = 'open';
    let now = member(17);
    const one = `${members}/00017`;
    server.instead.set(`GET ${one}`, () => ok(now));
    const change = {
      at: '2026-01-12T12:00:00Z',
      changedBy: 'staff',
      way: 'correction',
      person: 'helen',
      reason: 'called in',
      fields: ['work-email'],
    } as const satisfies components['schemas']['ContactChange'];
    server.instead.set(`GET ${one}/contact/changes`, ok({ items: [change] }));
    await page.goto(`${server.origin}${one.replace('/api/membership', '')}`);
    await heading(page, 'Llŷr Jones 17');
    expect(await page.getByRole('link', { name: 'Helpdesk of “Workloads ballot 2026”' }).getAttribute('href')).toBe(
      `/ballots/${server.stage.uuid}/helpdesk`,
    );
    await page.getByRole('cell', { name: 'corrected here: called in' }).waitFor();
    await look('3-member');
    await press('Correct the contact data');
    await press('Correct');
    await page.getByText('Nothing is different yet.').waitFor();
    await page.getByLabel('Work email').fill('llyr@probation.example.com');
    await page.getByLabel('Town').fill('Penarth');
    await press('Correct 2 values, and tell the member');
    await page.getByText('Say why.').waitFor();
    await page.getByLabel('Why', { exact: true }).fill('address bounced');
    await look('4-correct');

    // The member was quicker.
    now = { ...now, workEmail: 'other@probation.example.com' };
    await press('Correct 2 values, and tell the member');
    await page.getByText('Since you opened this: Work email.').waitFor();
    expect(await page.getByLabel('Work email').inputValue()).toBe('other@probation.example.com');
    expect(server.requests.some(({ method }) => method === 'PATCH')).toBe(false);

    await page.getByLabel('Town').fill('Penarth');
    const busy = problem(503, 'register-busy', 'A register file is being applied at this moment. Nothing has changed.');
    server.instead.set(`PATCH ${one}/contact`, busy);
    await press('Correct 1 value, and tell the member');
    await page.getByText('A register file is being applied').waitFor();
    server.instead.set(`PATCH ${one}/contact`, ({ body }) => {
      expect(JSON.parse(body)).toEqual({ reason: 'address bounced', contact: { town: 'Penarth' } });
      now = { ...now, town: 'Penarth' };
      return ok({ changed: ['postal-address'], at: '2026-02-02T10:00:00Z' });
    });
    await press('Correct 1 value, and tell the member');
    await page.getByText('Changed: postal address. The member is told.').waitFor();
    await page.getByText('Penarth').waitFor();
    await page.getByRole('button', { name: 'Cymraeg' }).click();
    await page.getByRole('heading', { name: 'Sut y cyrhaeddir yr aelod hwn' }).waitFor();
    await inspect(someone, 'members-5-corrected-phone-cy');
  });

  it('that the register does not have are said to be missing', async () => {
    const missing = problem(404, 'member-not-found', 'The register has no member with this number.');
    server.instead.set(`GET ${members}/99999`, missing);
    await page.goto(`${server.origin}/members/99999`);
    await page.getByRole('heading', { name: /The register has no member with this number/ }).waitFor();
    await inspect(someone);
  });
});
