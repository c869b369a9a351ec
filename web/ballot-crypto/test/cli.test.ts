import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  checkArchive,
  trusteeKeys,
  verifyBallot,
  verifyPartialDecryption,
  verifyTrusteePublicKey,
  writeTally,
} from '../src/audit.ts';
import { checkCertificates, makeInputs, thresholdParameters } from '../src/ceremony.ts';
import { encodePoint, type Point } from '../src/group.ts';
import { readElection } from '../src/index.ts';
import { checkDecryption, checkTask, rehearsalTally } from '../src/trustee.ts';
import { beleniosTool } from './belenios.ts';
import { entriesOf, pack, partsOf } from './build.ts';
import { buildClosedBallot, sumsOf, write } from './build-closed.ts';
import { vector, vectorNames } from './vectors.ts';

const dir = mkdtempSync(join(tmpdir(), 'tellers-cli-'));
const inDir = (name: string) => join(dir, name);
afterAll(() => rmSync(dir, { recursive: true }));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line as a process, in a directory that the tests throw away. */
function run(name: string, ...args: string[]): Promise<Ended> {
  const script = fileURLToPath(new URL(`../bin/${name}.mjs`, import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: dir });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

describe('trustee keygen', () => {
  it('makes a key that only its owner can read, and a public key that is accepted here and by belenios-tool', async () => {
    const { code, out } = await run('trustee', 'keygen', '--out', 'plain.key');
    expect(code).toBe(0);
    expect(statSync(inDir('plain.key')).mode & 0o777).toBe(0o600);
    expect(() => verifyTrusteePublicKey(out.trim())).not.toThrow();
    writeFileSync(inDir('public_keys.jsons'), out);
    beleniosTool(['setup', 'make-trustees'], dir);
    expect(JSON.parse(readFileSync(inDir('trustees.json'), 'utf8'))).toEqual([['Single', JSON.parse(out)]]);
  });

  it('never overwrites a file', async () => {
    writeFileSync(inDir('there.key'), 'precious');
    const { code, err } = await run('trustee', 'keygen', '--out', 'there.key');
    expect([code, err.trim().split('\n').length]).toEqual([1, 1]);
    expect(readFileSync(inDir('there.key'), 'utf8')).toBe('precious');
  });

  it('with a passphrase, the key is not in the file and only the passphrase opens it', async () => {
    writeFileSync(inDir('pass'), 'correct horse battery staple\n');
    writeFileSync(inDir('other-pass'), 'wrong\n');
    expect((await run('trustee', 'keygen', '--out', 'sealed.key', '--passphrase-file', 'pass')).code).toBe(0);
    expect(readFileSync(inDir('sealed.key'), 'utf8')).not.toContain('private_key"');
    writeFileSync(inDir('vote.bel'), vector('one-question').archive);
    const decrypt = (...more: string[]) =>
      run('trustee', 'decrypt', '--key', 'sealed.key', '--archive', 'vote.bel', '--out', 'no.json', ...more);
    expect((await decrypt()).err).toMatch(/^trustee: .*--passphrase-file, or set TRUSTEE_PASSPHRASE\n$/);
    expect((await decrypt('--passphrase-file', 'other-pass')).err).toMatch(/^trustee: wrong-passphrase: /);
    const damaged = readFileSync(inDir('sealed.key'), 'utf8').replace('"version": 2', '"version": 2, "more": 1');
    writeFileSync(inDir('damaged.key'), damaged);
    const tried = await run('trustee', 'decrypt', '--key', 'damaged.key', '--archive', 'vote.bel', '--out', 'no.json');
    expect(tried.err).toMatch(/^trustee: damaged-key-file: /);
    // The right passphrase gets as far as finding that this new key belongs to no trustee of that election.
    expect((await decrypt('--passphrase-file', 'pass')).err).toMatch(/wrong-key/);
  });
});

describe('trustee decrypt', () => {
  const { archive, path, election } = vector('one-question');
  let checked: Awaited<ReturnType<typeof checkArchive>>;
  const closingHead = '55e21828b63830d8c6ec29cae7ce7a3e6227d94181b57e62cca9a1412789f582';
  beforeAll(async () => {
    writeFileSync(inDir('one.bel'), archive);
    checked = await checkArchive(archive);
  });

  it.each([
    ['8320C39B', 'f8703c194167363cf125e00c26836369dfd3b3237edbc386fc3aa5c61adda995'],
    ['B155B692', '20b69b3fc0b18edca84ab28334a65d8233e0a962d80183bdfd9f33a20278b017'],
  ])('with the key %s gives the factors of its archived partial decryption, proved anew', async (id) => {
    const key = `${path}/trustee-keys/${id}.privkey`;
    const args = ['--key', key, '--archive', 'one.bel', '--head', closingHead, '--out', `${id}.json`];
    const { code, err } = await run('trustee', 'decrypt', ...args);
    expect(err).toContain('checked 9 of 9 ballots');
    expect(code).toBe(0);
    const text = readFileSync(inDir(`${id}.json`), 'utf8').trim();
    const publicKey = JSON.parse(readFileSync(`${path}/trustee-keys/${id}.pubkey`, 'utf8'));
    const owner =
      1 + checked.trustees.findIndex(({ keys }) => keys[0]?.equals(verifyTrusteePublicKey(JSON.stringify(publicKey))));
    const key1 = checked.trustees[owner - 1]?.keys[0];
    if (!checked.tally || !key1) throw new Error('the vector has a tally and this trustee');
    const mine = verifyPartialDecryption(election, checked.tally, owner, key1, text);
    const archived = checked.decryptions.find((d) => d.owner === owner);
    expect(mine.factors.map((row) => row.map(String))).toEqual(archived?.factors.map((row) => row.map(String)));
  });

  it.each([
    ['one byte of a ballot', (bytes: Uint8Array) => flip(bytes, 9000), /bad-archive/],
    ['the end of the last event', (bytes: Uint8Array) => bytes.subarray(0, -512), /bad-archive/],
    ['everything', () => new Uint8Array(), /bad-archive/],
  ])('refuses an archive with %s changed, in one line, and writes nothing', async (_, change, expected) => {
    writeFileSync(inDir('tampered.bel'), change(Uint8Array.from(archive)));
    const key = `${path}/trustee-keys/8320C39B.privkey`;
    const { code, err } = await run(
      'trustee',
      'decrypt',
      '--key',
      key,
      '--archive',
      'tampered.bel',
      '--out',
      'no.json',
    );
    expect(code).toBe(1);
    expect(err.trim().split('\n').at(-1)).toMatch(expected);
    expect(() => statSync(inDir('no.json'))).toThrow();
  });

  it('refuses an archive that does not have the published head', async () => {
    const key = `${path}/trustee-keys/8320C39B.privkey`;
    const head = closingHead.replace('5', '6');
    const args = ['--key', key, '--archive', 'one.bel', '--head', head, '--out', 'no.json'];
    const { code, err } = await run('trustee', 'decrypt', ...args);
    expect([code, err]).toEqual([1, expect.stringContaining('wrong-head')]);
  });

  it('says how it is called when it is called wrongly', async () => {
    const { code, err } = await run('trustee', 'decrypt', '--key', 'k');
    expect([code, err]).toEqual([2, expect.stringMatching(/--archive is missing\nusage:/)]);
  });
});

describe('trustee, as a seat of a key ceremony', () => {
  const out = async (...args: string[]) => {
    const { code, out, err } = await run('trustee', ...args);
    expect([code, err]).toEqual([0, expect.any(String)]);
    return out.trim();
  };

  it('goes all the way from the certificate to the decryption of every cell', { timeout: 180_000 }, async () => {
    writeFileSync(inDir('pass'), 'correct horse battery staple\n');
    const secret = ['--passphrase-file', 'pass'];
    const seats = [1, 2, 3];
    const certificates: string[] = [];
    for (const seat of seats) {
      const made = ['--size', '3', '--threshold', '2', '--seat', String(seat), '--out', `seat${seat}.key`, ...secret];
      certificates.push(await out('certificate', ...made));
    }
    checkCertificates(certificates);
    writeFileSync(inDir('certs.jsons'), `${certificates.join('\n')}\n`);
    const common = ['--certificates', 'certs.jsons', ...secret];
    const polynomials: string[] = [];
    for (const seat of seats) polynomials.push(await out('polynomial', '--key', `seat${seat}.key`, ...common));
    const inputs = makeInputs(certificates, polynomials);
    const outputs: string[] = [];
    for (const seat of seats) {
      writeFileSync(inDir(`input${seat}`), `${inputs[seat - 1]}\n`);
      outputs.push(await out('confirm', '--key', `seat${seat}.key`, '--input', `input${seat}`, ...common));
    }
    const parameters = thresholdParameters(certificates, polynomials, outputs);

    const closed = await buildClosedBallot({ ceremony: { seeds: [], inputs, outputs, shares: [], parameters } });
    const task = await checkTask(closed.input);
    writeFileSync(inDir('trustees.json'), closed.built.trustees);
    for (const [name, content] of Object.entries(closed.input)) writeFileSync(inDir(`closed.${name}`), content);
    const given = ['--archive', 'closed.archive', '--task', 'closed.task', '--openings', 'closed.openings'];
    const key = ['--key', 'seat2.key', '--input', 'input2', ...secret];
    const rest = ['--additions', 'closed.additions', '--head', task.archive.closingHead as string];
    await out('decrypt', ...key, ...given, ...rest, '--out', 'cells.json');
    expect(checkDecryption(task, readFileSync(inDir('cells.json'), 'utf8').trim()).owner).toBe(3);

    await out('decrypt', ...key, '--archive', 'closed.archive', '--out', 'total.json');
    const total = readFileSync(inDir('total.json'), 'utf8').trim();
    const publicKey = trusteeKeys(task.archive.trustees)[2] as Point;
    verifyPartialDecryption(task.archive.election, task.cells[0]?.tally as never, 3, publicKey, total);

    const election = new TextDecoder().decode(closed.built.bytes);
    const nonce = 'ab'.repeat(32);
    const encryptedTally = writeTally(rehearsalTally(election, encodePoint(publicKey), nonce));
    writeFileSync(inDir('rehearsal'), JSON.stringify({ owner: 3, election, nonce, encryptedTally }));
    const files = ['--trustees', 'trustees.json', '--rehearsal', 'rehearsal', '--out', 'rehearsed.json'];
    await out('rehearse', ...key, ...files);
    expect(JSON.parse(readFileSync(inDir('rehearsed.json'), 'utf8')).owner).toBe(3);

    // A task that asks for one ballot in the place of a cell is refused, and nothing is written.
    const [one] = sumsOf({ ...closed, parts: { ...closed.parts, ballots: closed.parts.ballots.slice(0, 1) } });
    const sums = sumsOf(closed).map((sum, i) =>
      i === 4 ? { ...sum, encryptedTally: one?.encryptedTally as string } : sum,
    );
    writeFileSync(inDir('closed.task'), write({ ...closed }, { sums }).task);
    const refused = await run('trustee', 'decrypt', ...key, ...given, ...rest, '--out', 'not.json');
    expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/trustee: (wrong-task|bad-plan): /)]);
    expect(() => statSync(inDir('not.json'))).toThrow();
  });

  it.each([
    [['certificate', '--size', '3', '--threshold', '4', '--seat', '1', '--out', 'no.key'], 1, /bad-trustee/],
    [['certificate', '--size', '3', '--threshold', 'two', '--seat', '1', '--out', 'no.key'], 2, /--threshold/],
    [['polynomial', '--key', 'no.key'], 2, /--certificates is missing/],
    [
      ['decrypt', '--key', 'k', '--archive', 'a', '--out', 'o', '--openings', 'x'],
      2,
      /--task, --additions and --openings/,
    ],
    [['constructor'], 2, /there is no command constructor/],
  ] as const)('%j is refused', async (args, code, expected) => {
    const ended = await run('trustee', ...args);
    expect([ended.code, ended.err]).toEqual([code, expect.stringMatching(expected)]);
    expect(() => statSync(inDir('no.key'))).toThrow();
  });

  it('takes the passphrase from the environment', async () => {
    process.env.TRUSTEE_PASSPHRASE = 'correct horse battery staple';
    try {
      await out('keygen', '--out', 'environment.key');
      expect(JSON.parse(readFileSync(inDir('environment.key'), 'utf8'))).toHaveProperty('protection');
    } finally {
      delete process.env.TRUSTEE_PASSPHRASE;
    }
  });
});

describe('trustee check', () => {
  it('prints what a sound archive holds', async () => {
    writeFileSync(inDir('check.bel'), vector('one-question').archive);
    const { code, out } = await run('trustee', 'check', '--archive', 'check.bel', '--single-vote', 'yes');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      uuid: '6KtJmwugEAEpW8',
      fingerprint: 'vQOnRaxSjQNbYwGldoeLmGEvU5tb/idCVSHs1qjk20M',
      listed: 12,
      ballots: 9,
      num_tallied: 9,
      decrypted: [1, 2],
      head: 'a6471c8f2dc1fe2af746f25521e70d8631edd9f7d5b1830676fae0ae83bad35e',
      result: [[6, 2, 1]],
    });
  });
});

describe('trustee check in several threads', () => {
  const parts = partsOf(vector('one-question').archive);
  const check = (...more: string[]) => run('trustee', 'check', '--archive', 'threads.bel', ...more);

  it('says the same as in one', async () => {
    writeFileSync(inDir('threads.bel'), pack(entriesOf(parts)));
    const [one, four] = [await check('--threads', '1'), await check('--threads', '4')];
    expect([four.code, four.out]).toEqual([0, one.out]);
  });

  it('names the first of several bad ballots', async () => {
    const ballots = parts.ballots.map((text, i) => (i < 3 ? text : text.replace('"response":"', '"response":"0')));
    writeFileSync(inDir('threads.bel'), pack(entriesOf({ ...parts, ballots })));
    const results = [await check('--threads', '1'), await check('--threads', '2'), await check('--threads', '4')];
    for (const { code, err } of results) expect([code, err]).toEqual([1, expect.stringMatching(/: ballot 4: /)]);
  });

  it.each(['0', 'two', '1.5'])('refuses %s threads', async (threads) => {
    expect((await check('--threads', threads)).code).toBe(2);
  });
});

describe('ballot', () => {
  it.each(vectorNames)('make, %s: prints a valid ballot for every vote, in order', async (name) => {
    const { path, votes, privateCredentials, ballots } = vector(name);
    writeFileSync(inDir('codes.txt'), `${privateCredentials.slice(0, votes.length).join('\n')}\n`);
    const files = ['--credentials', 'codes.txt', '--choices', `${path}/votes.txt`];
    const { code, out, err } = await run('ballot', 'make', '--election', `${path}/election.json`, ...files);
    expect([code, err]).toEqual([0, '']);
    const credentialsOf = (texts: readonly string[]) => texts.map((text) => JSON.parse(text).credential);
    expect(credentialsOf(out.trim().split('\n'))).toEqual(credentialsOf(ballots));
    writeFileSync(inDir('ballots.jsons'), out);
    const judged = await run('ballot', 'verify', '--election', `${path}/election.json`, '--ballots', 'ballots.jsons');
    expect([judged.code, judged.out.trim().split('\n').length]).toEqual([0, votes.length]);
  });

  it('make refuses files of different lengths', async () => {
    const { path } = vector('one-question');
    const files = ['--credentials', `${path}/private_credentials.txt`, '--choices', `${path}/votes.txt`];
    const { code, err } = await run('ballot', 'make', '--election', `${path}/election.json`, ...files);
    expect([code, err]).toEqual([1, 'ballot: there are 12 credentials but 9 lines of choices\n']);
  });

  it('verify prints the trackers, and names what is wrong', async () => {
    const { path, ballots, trackers } = vector('one-question');
    writeFileSync(inDir('some.jsons'), `${ballots[0]}\n${(ballots[1] as string).replace('"alpha":"', '"alpha":"x')}\n`);
    const files = ['--election', `${path}/election.json`, '--ballots', 'some.jsons'];
    const { code, out } = await run('ballot', 'verify', ...files);
    expect([code, out]).toEqual([1, expect.stringMatching(/^.*\nrefused bad-hash: /)]);
    expect(out.split('\n')[0]).toBe(trackers[0]);
  });
});

describe('ballots made by the Java implementation', () => {
  it.each(vectorNames)('%s: are accepted', async (name) => {
    const ballots = fileURLToPath(new URL(`fixtures/made-by-java/${name}.jsons`, import.meta.url));
    const election = `${vector(name).path}/election.json`;
    const { code, out } = await run('ballot', 'verify', '--election', election, '--ballots', ballots);
    expect([code, out.trim().split('\n').length]).toEqual([0, 2]);
  });
});

describe('cast', () => {
  const { electionBytes, election, privateCredentials, votes } = vector('one-question');
  let server: Server | undefined;
  afterEach(() => server?.close());

  /** A box that keeps the first ballot of each credential. */
  async function box(
    receipt = (tracker: string) => tracker,
  ): Promise<{ origin: string; ballots: Map<string, string> }> {
    const ballots = new Map<string, string>();
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk) => chunks.push(chunk));
      request.on('end', () => {
        if (request.method === 'GET' && request.url === `/api/voting/ballots/${election.uuid}/election`)
          return response.end(electionBytes);
        if (request.method !== 'POST' || request.url !== `/api/voting/ballots/${election.uuid}/box`)
          return response.writeHead(404).end();
        const { credential, tracker } = verifyBallot(readElection(electionBytes), Buffer.concat(chunks).toString());
        if (ballots.has(credential))
          return response
            .writeHead(409, { 'content-type': 'application/problem+json' })
            .end(JSON.stringify({ type: 'urn:tellers:already-voted' }));
        ballots.set(credential, tracker);
        return response
          .writeHead(201, { 'content-type': 'application/json' })
          .end(JSON.stringify({ tracker: receipt(tracker) }));
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ballots };
  }

  it('casts every vote, tells a refusal from an acceptance, and writes no credential', async () => {
    const { origin, ballots } = await box();
    const codes = [...privateCredentials.slice(0, 4), privateCredentials[0] as string];
    writeFileSync(inDir('codes.txt'), `${codes.join('\n')}\n`);
    writeFileSync(
      inDir('choices.txt'),
      votes
        .slice(0, 5)
        .map((vote) => `${JSON.stringify(vote)}\n`)
        .join(''),
    );
    const files = ['--credentials', 'codes.txt', '--choices', 'choices.txt', '--out', 'votes.jsonl'];
    const { code, err } = await run('cast', '--origin', origin, '--ballot', election.uuid, ...files);
    expect([code, err]).toEqual([0, expect.stringContaining('4 accepted, 1 refused, 0 without an answer')]);
    const text = readFileSync(inDir('votes.jsonl'), 'utf8');
    const outcomes = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(outcomes.slice(0, 4).map(({ tracker }) => tracker)).toEqual([...ballots.values()]);
    expect(outcomes[4]).toMatchObject({ line: 5, status: 409, problem: 'urn:tellers:already-voted' });
    for (const secret of codes) expect(text + err).not.toContain(secret);
  });

  it('votes several at a time', async () => {
    const { origin, ballots } = await box();
    writeFileSync(inDir('codes.txt'), `${privateCredentials.join('\n')}\n`);
    writeFileSync(inDir('choices.txt'), '[[0,1,0]]\n');
    const files = ['--credentials', 'codes.txt', '--choices', 'choices.txt', '--out', 'votes.jsonl'];
    const more = ['--concurrency', '5', ...files];
    expect((await run('cast', '--origin', origin, '--ballot', election.uuid, ...more)).code).toBe(0);
    expect(ballots.size).toBe(privateCredentials.length);
  });

  it('does not take a receipt for another ballot', async () => {
    const { origin } = await box(() => 'A'.repeat(43));
    writeFileSync(inDir('codes.txt'), `${privateCredentials[0]}\n`);
    writeFileSync(inDir('choices.txt'), '[[0,1,0]]\n');
    const files = ['--credentials', 'codes.txt', '--choices', 'choices.txt', '--out', 'votes.jsonl'];
    const { code, err } = await run('cast', '--origin', origin, '--ballot', election.uuid, ...files);
    expect([code, err]).toEqual([
      1,
      expect.stringContaining('0 accepted, 0 refused, 0 without an answer, 1 with a wrong'),
    ]);
    expect(JSON.parse(readFileSync(inDir('votes.jsonl'), 'utf8'))).not.toHaveProperty('tracker');
  });

  it('says when the service cannot be reached', async () => {
    const { origin } = await box();
    server?.close();
    writeFileSync(inDir('codes.txt'), `${privateCredentials[0]}\n`);
    writeFileSync(inDir('choices.txt'), '[[0,1,0]]\n');
    const files = ['--credentials', 'codes.txt', '--choices', 'choices.txt', '--out', 'votes.jsonl'];
    expect((await run('cast', '--origin', origin, '--ballot', election.uuid, ...files)).code).toBe(1);
    expect(JSON.parse(readFileSync(inDir('votes.jsonl'), 'utf8'))).toMatchObject({ line: 1, status: 0 });
  });
});

function flip(bytes: Uint8Array, at: number): Uint8Array {
  bytes[at] = (bytes[at] as number) ^ 1;
  return bytes;
}
