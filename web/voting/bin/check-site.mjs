#!/usr/bin/env node
// Compares what a site sends to voters with a list of hashes: that of a build of your own, or a signed one.
//
//   node check-site.mjs https://vote.example [SHA256SUMS] [--key release.pub --signature SHA256SUMS.sig]
//
// Without a list, that of the build beside this program. Exit code 0: the same; 1: not the same; 2: could not be checked.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { get as getHttp } from 'node:http';
import { get as getHttps } from 'node:https';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';

const USAGE = 'Use: check-site.mjs <origin> [SHA256SUMS] [--key <public key, PEM> --signature <SHA256SUMS.sig>]';
const DECODED = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes) => bytes };
const BALLOT = '11111111111111';

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (e) {
  console.error(e.message);
  process.exitCode = 2;
}

async function run() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string' }, signature: { type: 'string' } },
  });
  const [site, list = fileURLToPath(new URL('../dist/SHA256SUMS', import.meta.url))] = positionals;
  if (!site || positionals.length > 2 || !values.key !== !values.signature) throw new Error(USAGE);
  const origin = new URL(site).origin;
  const text = readFileSync(list);
  if (values.key) {
    const signature = Buffer.from(readFileSync(values.signature, 'utf8').trim(), 'base64');
    if (!verify(null, text, createPublicKey(readFileSync(values.key)), signature)) {
      console.log(`DIFFERENT  the list ${list} is not what the key signed`);
      return false;
    }
    console.log('The list is what the key signed.');
  }
  const files = read(text.toString('utf8'));
  let same = true;
  let answers = 0;
  for (const [name, hash] of files) {
    for (const address of addressesOf(name)) {
      // Each form by itself: a server could keep a changed file for those who take it compressed.
      for (const coding of Object.keys(DECODED)) {
        const fault = await compare(new URL(address, origin), coding, hash);
        answers++;
        if (fault) {
          same = false;
          console.log(`DIFFERENT  ${address} (${coding}): ${fault}`);
        }
      }
    }
  }
  console.log(
    same
      ? `${origin} sends exactly the ${files.size} files of the list, in ${answers} answers.`
      : `${origin} does not send what the list says. Do not vote there before somebody can explain it.`,
  );
  return same;
}

/** The hashes by file name, as sha256sum writes them. */
function read(text) {
  const lines = text.trimEnd().split('\n');
  const files = lines.map((line) => /^([0-9a-f]{64}) {2}([\w./-]+)$/.exec(line));
  if (files.some((found) => !found)) throw new Error('That is not a list of hashes as sha256sum writes it.');
  return new Map(files.map(([, hash, name]) => [name, hash]));
}

/** Every kind of address that a file answers for. */
function addressesOf(name) {
  const [, base, page] = /^(cy\/)?(index\.html)$/.exec(name) ?? [];
  if (page)
    return ['', 'index.html', `v/${BALLOT}`, `b/${BALLOT}`, `b/${BALLOT}/check`].map((path) => `/${base ?? ''}${path}`);
  return name.endsWith('.html') ? [`/${name}`, `/${name.slice(0, -'.html'.length)}`] : [`/${name}`];
}

/** What is wrong with an answer, or nothing. */
async function compare(url, coding, hash) {
  const { status, headers, body } = await fetchExactly(url, coding);
  if (status !== 200) return `status ${status}`;
  const decode = DECODED[headers['content-encoding'] ?? 'identity'];
  if (!decode) return `coding ${headers['content-encoding']}, which nobody asked for`;
  const sent = createHash('sha256').update(decode(body)).digest('hex');
  return sent === hash ? undefined : `SHA-256 ${sent} instead of ${hash}`;
}

function fetchExactly(url, coding) {
  const get = url.protocol === 'https:' ? getHttps : getHttp;
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': coding }, timeout: 30_000 }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('timeout', function onTimeout() {
        this.destroy(new Error(`${url} did not answer within 30 seconds.`));
      })
      .on('error', (e) => reject(new Error(`${url} could not be fetched: ${e.message}`)));
  });
}
