/** The voting app's budgets: prints one line each, `name value unit`, and names on standard error what is over. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { startBrowser } from '../../testing/browser.ts';
import { newElection, oneQuestion } from './election.ts';
import { startServer, type TestServer } from './server.ts';

/** WebPageTest's "Slow 3G": 400 kbit/s, 400 ms per request. */
const SLOW_3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const SLOW_CPU = 6;
const PAINTS = 7;

const KIB = 1024;

interface Budget {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly most: number;
}

/**
 * Measures and prints.
 *
 * @return the exit code: 1 when a budget is exceeded
 */
export async function budgets(): Promise<number> {
  const [browser, server] = await Promise.all([startBrowser(), startServer()]);
  try {
    const measured = [
      ...(await firstView(browser, server)),
      ...(await memberView(browser, server)),
      await firstPaint(browser, server),
      await encryption(browser, server),
    ];
    for (const { name, value, unit } of measured) console.log(`${name} ${value} ${unit}`);
    const over = measured.filter(({ value, most }) => !(value <= most));
    for (const { name, value, unit, most } of over) console.error(`${name}: ${value} ${unit} is over ${most} ${unit}`);
    return over.length > 0 ? 1 : 0;
  } finally {
    await browser.close();
    server.close();
  }
}

/** What travels until the page can encrypt a vote: HTML, style sheet, script and the cryptography, as compressed. */
async function firstView(browser: Browser, server: TestServer): Promise<Budget[]> {
  const { bytes, files, foreign } = await travels(browser, server, (page) => vote(page, server));
  return [
    { name: 'voting_first_view_brotli', value: round(bytes / KIB, 2), unit: 'KB', most: 28 },
    { name: 'voting_first_view_requests', value: files, unit: 'requests', most: 4 },
    { name: 'voting_first_view_foreign_requests', value: foreign, unit: 'requests', most: 0 },
  ];
}

/** The same of the page on which a member changes contact data; it needs no cryptography. */
async function memberView(browser: Browser, server: TestServer): Promise<Budget[]> {
  const { bytes, files, foreign } = await travels(browser, server, async (page) => {
    await page.goto(`${server.origin}/cy/details#${server.register.token('change')}`);
    await page.locator('#contact-personalEmail').waitFor();
  });
  return [
    { name: 'member_first_view_brotli', value: round(bytes / KIB, 2), unit: 'KB', most: 28 },
    // Beside the four of a vote: the chunk of these pages, or what they share with the vote in Welsh.
    { name: 'member_first_view_requests', value: files, unit: 'requests', most: 6 },
    { name: 'member_first_view_foreign_requests', value: foreign, unit: 'requests', most: 0 },
  ];
}

interface Travelled {
  readonly bytes: number;
  readonly files: number;
  readonly foreign: number;
}

/** What a page fetches until it can be used, as compressed. */
async function travels(browser: Browser, server: TestServer, visit: (page: Page) => Promise<void>): Promise<Travelled> {
  const { page, close } = await open(browser);
  let bytes = 0;
  let files = 0;
  let foreign = 0;
  const counted: Promise<void>[] = [];
  page.on('response', (response) => {
    const url = new URL(response.url());
    if (url.origin !== server.origin) foreign++;
    // The ballot's data and the browser's own icon are not the page's HTML, CSS or JavaScript.
    if (url.pathname.startsWith('/api/') || url.pathname === '/mark.svg') return;
    files++;
    counted.push(
      fetch(url, { method: 'HEAD', headers: { 'accept-encoding': 'br' } })
        .then((head) => head.headers.get('content-length'))
        .then((length) => {
          bytes += Number(length ?? Number.NaN);
        }),
    );
  });
  await visit(page);
  await page.waitForLoadState('networkidle');
  await Promise.all(counted);
  await close();
  return { bytes, files, foreign };
}

/** First contentful paint in an empty browser; the fastest of several, for other programs only ever add to it. */
async function firstPaint(browser: Browser, server: TestServer): Promise<Budget> {
  const paints: number[] = [];
  for (let i = 0; i < PAINTS; i++) {
    const { page, devtools, close } = await open(browser);
    await devtools.send('Network.emulateNetworkConditions', SLOW_3G);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
    await vote(page, server);
    paints.push(
      await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN),
    );
    await close();
  }
  return {
    name: 'voting_first_paint_slow_3g_6x_cpu',
    value: round(Math.min(...paints) / 1000, 2),
    unit: 's',
    most: 1.5,
  };
}

/**
 * The time that the built worker takes to encrypt a vote. Chromium slows down only a page's own thread, so the worker's
 * script is run there, with its messages caught.
 */
async function encryption(browser: Browser, server: TestServer): Promise<Budget> {
  const { page, devtools, close } = await open(browser);
  const worker = new Promise<string>((found) => page.on('worker', (started) => found(started.url())));
  await vote(page, server);
  const url = await worker;
  const { bytes } = newElection(oneQuestion.map((question) => ({ ...question, answers: ['Yes', 'No', 'Abstain'] })));
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
  await page.evaluate(() => {
    const caught: unknown[] = [];
    Object.assign(window, { caught, postMessage: (reply: unknown) => caught.push(reply) });
  });
  // As text: Vite would rewrite an import in a function.
  await page.evaluate(`import(${JSON.stringify(url)}).then(() => undefined)`);
  const ms = await page.evaluate(
    ({ election, credential }) => {
      const scope = window as unknown as { caught: { ok?: unknown; fault?: string }[]; onmessage(e: object): void };
      const ask = (data: object) => {
        scope.onmessage({ data });
        const reply = scope.caught.pop();
        if (!reply?.ok) throw new Error(`the worker refused: ${reply?.fault}`);
      };
      ask({ id: 1, op: 'prepare', election: new Uint8Array(election), credential });
      const started = performance.now();
      ask({ id: 2, op: 'encrypt', answers: [[0, 1, 0, 0]] });
      return performance.now() - started;
    },
    { election: [...bytes], credential: '11111-111111-11111-111111' },
  );
  await close();
  return { name: 'voting_encrypt_3_options_6x_cpu', value: Math.round(ms), unit: 'ms', most: 500 };
}

async function open(browser: Browser): Promise<{ page: Page; devtools: CDPSession; close(): Promise<void> }> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  return { page, devtools: await context.newCDPSession(page), close: () => context.close() };
}

/** Opens a voter's link and waits until the page can be used. */
async function vote(page: Page, server: TestServer): Promise<void> {
  const box = server.addBox(oneQuestion);
  await page.goto(`${server.origin}/v/${box.uuid}#${box.codes[0]}`);
  await page.getByText('Voting closes at').waitFor();
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
