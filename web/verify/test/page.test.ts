import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBrowser, visit } from '../../testing/browser.ts';
import { HEADERS } from '../../voting/test/server.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const vector = (name: string) => path(`../../../vectors/tellers/${name}`);
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

let server: Server;
let browser: Browser;
let address: string;
const requested: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const url = request.url ?? '';
    requested.push(url);
    const file = url === '/verify/' ? 'index.html' : url.replace('/verify/', '');
    try {
      const content = readFileSync(path(`../dist/${file}`));
      response.writeHead(200, { ...HEADERS, 'content-type': TYPES[extname(file)] ?? '' }).end(content);
    } catch {
      response.writeHead(404, HEADERS).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/verify/`;
  browser = await startBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
});

it("checks files on the device under the voters' origin's headers, and anybody can read the outcome", async () => {
  const { page, faults, close } = await visit(browser);
  await page.goto(address);
  await page.getByLabel('Archive').setInputFiles(vector('archive.bel'));
  await page.getByLabel('Additions').setInputFiles(vector('additions.json'));
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByRole('heading', { name: 'Accepted' }).waitFor();
  expect(await page.getByRole('row', { name: /^ok tally/ }).count()).toBe(1);
  expect(await page.getByRole('row', { name: /^not run sums/ }).count()).toBe(1);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByLabel('Published head').fill('0'.repeat(64));
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByRole('heading', { name: 'REFUSED by 1 check' }).waitFor();
  expect(await page.getByRole('row', { name: /^REFUSED head/ }).count()).toBe(1);

  expect(faults).toEqual([]);
  expect(
    requested.filter((url) => !/^\/verify\/(assets\/[\w-]+\.(js|css))?$/.test(url) && url !== '/favicon.ico'),
  ).toEqual([]);
  await close();
});
