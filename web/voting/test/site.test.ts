/** That anybody can build the same site, and find out that a live one is another. */
import { execFile, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signed } from '../build/site.ts';
import { startServer, type TestServer } from './server.ts';

const WEB = fileURLToPath(new URL('../..', import.meta.url));
const DIST = join(WEB, 'voting/dist');
/** What ends up in the bundle; the tools that make it may lie anywhere. */
const BUNDLED = ['preact', '@noble/curves', '@noble/hashes'];

let folder: string;
let server: TestServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'site '));
  server = await startServer();
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const check = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(WEB, 'voting/bin/check-site.mjs'), ...args]).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, said: stdout + stderr }),
  );

it('is the same bytes when it is built in another folder, another language and another time zone', () => {
  const copy = join(folder, 'somewhere/else entirely');
  const skip = /\/(dist|node_modules|test-results)(\/|$)/;
  for (const name of ['voting', 'ballot-crypto'])
    cpSync(join(WEB, name), join(copy, name), {
      recursive: true,
      filter: (path) => !skip.test(path.slice(WEB.length)),
    });
  const modules = join(WEB, 'node_modules');
  const entries = readdirSync(modules).flatMap((name) =>
    name.startsWith('@') && name !== '@tellers'
      ? readdirSync(join(modules, name)).map((one) => `${name}/${one}`)
      : name,
  );
  for (const name of entries.filter((one) => one !== '@tellers' && !one.startsWith('.'))) {
    mkdirSync(join(copy, 'node_modules', name, '..'), { recursive: true });
    if (BUNDLED.includes(name)) cpSync(join(modules, name), join(copy, 'node_modules', name), { recursive: true });
    else symlinkSync(join(modules, name), join(copy, 'node_modules', name));
  }
  mkdirSync(join(copy, 'node_modules/@tellers'));
  symlinkSync(join(copy, 'ballot-crypto'), join(copy, 'node_modules/@tellers/ballot-crypto'));
  cpSync(join(WEB, 'tsconfig.base.json'), join(copy, 'tsconfig.base.json'));
  const built = spawnSync(process.execPath, [join(modules, 'vite/bin/vite.js'), 'build', '--logLevel', 'error'], {
    cwd: join(copy, 'voting'),
    env: { ...process.env, TZ: 'Asia/Kathmandu', LC_ALL: 'cy_GB.UTF-8', NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  expect(built.stderr).toBe('');
  const sums = (dist: string) => readFileSync(join(dist, 'SHA256SUMS'), 'utf8').split('\n');
  expect(sums(join(copy, 'voting/dist'))).toEqual(sums(DIST));
});

it('is found to be the site of the list when each address sends the listed bytes', async () => {
  expect(await check(server.origin)).toEqual({
    code: 0,
    said: expect.stringMatching(
      /^http:\/\/127\.0\.0\.1:\d+ sends exactly the \d+ files of the list, in \d+ answers\.\n$/,
    ),
  });
});

it('is found to be another where a single file differs', async () => {
  const list = join(folder, 'SHA256SUMS');
  writeFileSync(
    list,
    readFileSync(join(DIST, 'SHA256SUMS'), 'utf8').replace(/^\w+( {2}help\.html)$/m, `${'0'.repeat(64)}$1`),
  );
  const { code, said } = await check(server.origin, list);
  expect(code).toBe(1);
  expect(said).toContain('DIFFERENT  /help (br): SHA-256 ');
  expect(said).toContain('does not send what the list says');
});

it('is compared with a signed list only if the key signed exactly that list', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const [list, key, signature] = ['SIGNED', 'release.pub', 'SIGNED.sig'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const text = readFileSync(join(DIST, 'SHA256SUMS'));
  writeFileSync(list, text);
  writeFileSync(key, publicKey.export({ type: 'spki', format: 'pem' }));
  writeFileSync(signature, signed(text, privateKey.export({ type: 'pkcs8', format: 'pem' })));
  const options = ['--key', key, '--signature', signature];
  expect(await check(server.origin, list, ...options)).toMatchObject({
    code: 0,
    said: expect.stringContaining('The list is what the key signed.'),
  });
  writeFileSync(list, `${text}${'0'.repeat(64)}  more.html\n`);
  expect(await check(server.origin, list, ...options)).toMatchObject({ code: 1 });
});

it('says how it is used, and that a site that does not answer was not checked', async () => {
  expect(await check()).toMatchObject({ code: 2, said: expect.stringContaining('Use: check-site.mjs') });
  expect(await check('http://127.0.0.1:9')).toMatchObject({
    code: 2,
    said: expect.stringContaining('could not be fetched'),
  });
});
