import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkArchive,
  combine,
  partialDecryption,
  readTally,
  readTrustees,
  trusteeKeys,
  verifyPartialDecryption,
} from '../src/audit.ts';
import {
  checkCertificate,
  checkCertificates,
  checkOutput,
  checkPolynomial,
  confirm,
  makeCertificate,
  makeInputs,
  makePolynomial,
  openShare,
  type PedersenGroup,
  recoverShare,
  type Share,
  thresholdParameters,
} from '../src/ceremony.ts';
import { generateSeed, receive, type SeatKeys, seatKeys, send } from '../src/channel.ts';
import { encodePoint, G, type Point, Q, times } from '../src/group.ts';
import { signMessage } from '../src/trustees.ts';
import { beleniosTool, hasBeleniosTool } from './belenios.ts';
import { buildThresholdElection, entriesOf, holdCeremony, pack, partsOf, runElection, sha256 } from './build.ts';
import { vector } from './vectors.ts';

const fault = (name: string) => expect.objectContaining({ name: 'ProtocolError', fault: name });
const anyFault = expect.objectContaining({ name: 'ProtocolError' });
const QUESTIONS = [{ question: 'Strike?', answers: ['Yes', 'No'], min: 1, max: 1, blank: true }];

/** The ways to choose t of the shares. */
function subsets<T>(all: readonly T[], t: number): T[][] {
  if (t === 0) return [[]];
  return all.flatMap((one, i) => subsets(all.slice(i + 1), t - 1).map((others) => [one, ...others]));
}

describe('the key ceremony of the threshold vector', () => {
  const { path, election, archive } = vector('threshold');
  const folder = `${path}/trustee-keys`;
  const read = (file: string) => readFileSync(`${folder}/${file}`, 'utf8').trim();
  const names = [1, 2, 3].map((seat) => read(`${seat}.trustee`));
  const [seeds, certificates, inputs, outputs, dkeys] = ['key', 'cert', 'vinput', 'voutput', 'dkey'].map((ending) =>
    names.map((name) => read(`${name}.${ending}`)),
  ) as [string[], string[], string[], string[], string[]];
  const polynomials = read('polynomials.jsons').split('\n');
  const trustees = readFileSync(`${path}/trustees.json`, 'utf8').trim();
  const groups = readTrustees(trustees, election);
  const group = groups[1] as PedersenGroup;

  it('has certificates of the seeds', () => {
    expect(read('certs.jsons').split('\n')).toEqual(certificates);
    checkCertificates(certificates).forEach((certificate, i) => {
      const { verification, encryption } = seatKeys(seeds[i] as string);
      expect(certificate).toMatchObject({ size: 3, threshold: 2, index: i + 1 });
      expect(certificate.verification.equals(verification)).toBe(true);
      expect(certificate.encryption.equals(encryption)).toBe(true);
    });
  });

  it('has polynomials from which the same inputs follow', () => {
    polynomials.forEach((polynomial, i) => {
      expect(() => checkPolynomial(certificates, i + 1, polynomial)).not.toThrow();
    });
    expect(makeInputs(certificates, polynomials)).toEqual(inputs);
  });

  it('has outputs from which the same threshold parameters follow', () => {
    outputs.forEach((output, i) => {
      expect(() => checkOutput(certificates, polynomials, i + 1, output)).not.toThrow();
    });
    expect(JSON.parse(thresholdParameters(certificates, polynomials, outputs))).toEqual(JSON.parse(trustees)[1][1]);
    expect(
      JSON.stringify([
        JSON.parse(trustees)[0],
        ['Pedersen', JSON.parse(thresholdParameters(certificates, polynomials, outputs))],
      ]),
    ).toBe(trustees);
  });

  it('gives each seat its share, from the input and from the encrypted copy', async () => {
    for (const i of [0, 1, 2]) {
      const keys = seatKeys(seeds[i] as string);
      const confirmed = await confirm(keys, certificates, inputs[i] as string);
      const share = { index: i + 1, privateKey: confirmed.privateKey };
      expect(await recoverShare(keys, group, inputs[i] as string)).toEqual(share);
      expect(await openShare(keys, group, dkeys[i] as string)).toEqual(share);
      expect(JSON.parse(outputs[i] as string).private_key).toBe(dkeys[i]);
      expect(group.keys[i]?.equals(times(G, share.privateKey))).toBe(true);
      checkOutput(certificates, polynomials, i + 1, confirmed.output);
    }
  });

  it('lets any two seats with the single trustee decrypt the archived result, and no seat alone', async () => {
    const { ballots } = await checkArchive(archive);
    const tally = readTally(partsOf(archive).tally?.text as string, election);
    const single = readdirSync(folder).find((file) => file.endsWith('.privkey')) as string;
    const shares = await Promise.all(seeds.map((seed, i) => recoverShare(seatKeys(seed), group, inputs[i] as string)));
    const decrypt = (owner: number, privateKey: bigint) =>
      verifyPartialDecryption(
        election,
        tally,
        owner,
        trusteeKeys(groups)[owner - 1] as Point,
        partialDecryption(election, tally, privateKey),
      );
    const platform = decrypt(1, BigInt(JSON.parse(read(single))));
    const expected = JSON.parse(readFileSync(`${path}/result.json`, 'utf8')).result;
    const [one, two, three] = shares.map(({ index, privateKey }) => decrypt(1 + index, privateKey));
    for (const pair of [
      [one, two],
      [one, three],
      [three, two],
      [one, two, three],
    ] as const)
      expect(combine(tally, groups, [platform, ...pair] as never, ballots.length)).toEqual(expected);
    const wrong = { ...three, factors: two?.factors };
    expect(() => combine(tally, groups, [platform, one, two, wrong] as never, ballots.length)).toThrow(
      expect.objectContaining({ fault: 'wrong-result', message: expect.stringContaining('trustee 4 disagrees') }),
    );
    expect(combine(tally, groups, [platform, one] as never, ballots.length)).toBeUndefined();
    expect(combine(tally, groups, [one, two] as never, ballots.length)).toBeUndefined();
  });
});

describe('a key ceremony held wholly here', () => {
  it('works for every t below n, and any t shares decrypt', async () => {
    const sizes = fc
      .integer({ min: 2, max: 5 })
      .chain((size) => fc.tuple(fc.constant(size), fc.integer({ min: 1, max: size - 1 })));
    await fc.assert(
      fc.asyncProperty(sizes, async ([size, threshold]) => {
        const ceremony = await holdCeremony(size, threshold);
        const chosen = subsets(ceremony.shares, threshold);
        const shares = chosen[size % chosen.length] as Share[];
        const votes = [0, 1, 2].map((by) => ({ by, vote: [[0, by === 0 ? 0 : 1, by === 0 ? 1 : 0]] }));
        const parts = runElection(buildThresholdElection(QUESTIONS, { ...ceremony, shares }), votes);
        expect((await checkArchive(pack(entriesOf(parts)))).result).toEqual([[0, 2, 1]]);
      }),
      { numRuns: 4 },
    );
  });

  it('makes seeds of 22 characters that all differ', () => {
    const seeds = Array.from({ length: 200 }, generateSeed);
    for (const seed of seeds) expect(seed).toMatch(/^[1-9A-HJ-NP-Za-km-z]{22}$/);
    expect(new Set(seeds).size).toBe(200);
    expect(new Set(seeds.join('')).size).toBe(58);
  });

  it.each(['', 'short', '0'.repeat(22), `${'1'.repeat(22)}\n`])('takes no seed like %j', (seed) => {
    expect(() => seatKeys(seed)).toThrow(fault('wrong-key'));
  });
});

describe('a message between trustees', () => {
  const [from, to, other] = [1, 2, 3].map(() => seatKeys(generateSeed())) as [SeatKeys, SeatKeys, SeatKeys];

  it('is read by its recipient only, as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (message) => {
        const sent = await send(from, to.encryption, message);
        expect(await receive(to, from.verification, sent, 'message')).toBe(message);
        await expect(receive(other, from.verification, sent, 'message')).rejects.toEqual(fault('bad-message'));
        await expect(receive(to, other.verification, sent, 'message')).rejects.toEqual(fault('bad-message'));
      }),
      { numRuns: 5 },
    );
  });

  it('written to someone else is refused, also when it is encrypted to this one', async () => {
    const inner = JSON.stringify({ recipient: encodePoint(other.encryption), message: 'hello' });
    // The sender's own copy for `other`, encrypted anew to `to` by whoever could read it.
    const forwarded = JSON.stringify({ message: inner, signature: signMessage(inner, from.signing) });
    const wrapped = await encryptRaw(to, forwarded);
    await expect(receive(to, from.verification, wrapped, 'message')).rejects.toEqual(fault('bad-message'));
  });

  it('is refused with any part changed', async () => {
    const sent = JSON.parse(await send(from, to.encryption, 'hello'));
    const flipped = (data: string, at: number) =>
      data.slice(0, at) + (data[at] === '0' ? '1' : '0') + data.slice(at + 1);
    for (const change of [
      { algorithm: 'AES-CCM' },
      { alpha: encodePoint(G) },
      { beta: encodePoint(G) },
      { data: flipped(sent.data, 0) },
      { data: flipped(sent.data, sent.data.length - 1) },
      { data: sent.data.slice(2) },
      { data: '' },
      { data: sent.data.toUpperCase() },
      { more: 1 },
    ])
      await expect(receive(to, from.verification, JSON.stringify({ ...sent, ...change }), 'message')).rejects.toEqual(
        anyFault,
      );
  });
});

/** Encrypts a text that is already signed: what a sender could do who does not follow the protocol. */
async function encryptRaw(to: SeatKeys, signed: string): Promise<string> {
  const alpha = encodePoint(times(G, 3n));
  const secret = times(G, 4n);
  const beta = encodePoint(times(to.encryption, 3n).add(secret));
  const bytes = (text: string) => Buffer.from(sha256(text), 'hex');
  const key = await crypto.subtle.importKey('raw', bytes(`key|${encodePoint(secret)}`), 'AES-GCM', false, ['encrypt']);
  const iv = bytes(`iv|${alpha}`);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, Buffer.from(signed));
  return JSON.stringify({ algorithm: 'AES-GCM', alpha, beta, data: Buffer.from(data).toString('hex') });
}

describe('a trustee who cheats in the ceremony is found', async () => {
  const ceremony = await holdCeremony(3, 2);
  const another = await holdCeremony(3, 2);
  const { certificates, polynomials, inputs, outputs } = ceremony;
  const keys = ceremony.seeds.map(seatKeys) as [SeatKeys, SeatKeys, SeatKeys];
  const [mine, hers] = keys;
  const input = JSON.parse(inputs[0] as string);
  const [first, second] = certificates as [string, string];
  const put = <T>(list: readonly T[], i: number, value: T) => list.map((old, k) => (k === i ? value : old));

  it.each([
    ['one missing', certificates.slice(1)],
    ['one twice', put(certificates, 1, first)],
    ['two exchanged', [second, first, certificates[2] as string]],
    ['one of another size', put(certificates, 0, makeCertificate(mine, { size: 4, threshold: 2, index: 1 }))],
    ['one of another threshold', put(certificates, 0, makeCertificate(mine, { size: 3, threshold: 1, index: 1 }))],
    ['one of another index', put(certificates, 0, makeCertificate(mine, { size: 3, threshold: 2, index: 2 }))],
    ['the same keys in two', put(certificates, 1, makeCertificate(mine, { size: 3, threshold: 2, index: 2 }))],
    ['none', []],
  ])('certificates with %s', (_, wrong) => {
    expect(() => checkCertificates(wrong)).toThrow(fault('bad-trustee'));
  });

  it('certificates with any part changed', () => {
    const { message, signature } = JSON.parse(first);
    const inner = JSON.parse(message);
    const withMessage = (changed: object) => JSON.stringify({ message: JSON.stringify(changed), signature });
    for (const wrong of [
      withMessage({ ...inner, encryption: encodePoint(hers.encryption) }),
      withMessage({ ...inner, verification: encodePoint(hers.verification) }),
      withMessage({ ...inner, context: { ...inner.context, index: 2 } }),
      withMessage({ ...inner, context: { ...inner.context, threshold: 0 } }),
      withMessage({ ...inner, context: { ...inner.context, group: 'BELENIOS-2048' } }),
      withMessage({ ...inner, more: 1 }),
      JSON.stringify({ message, signature: { ...signature, response: '7' } }),
      JSON.stringify({ message, signature: { ...signature, response: String(BigInt(signature.response) + Q) } }),
      JSON.stringify({ signature, message }),
      `${first} `,
    ])
      expect(() => checkCertificate(wrong)).toThrow(anyFault);
    expect(() => makeCertificate(mine, { size: 3, threshold: 3, index: 1 })).toThrow(fault('bad-trustee'));
    expect(() => makeCertificate(mine, { size: 1, threshold: 1, index: 1 })).toThrow(fault('bad-trustee'));
    expect(() => makeCertificate(mine, { size: 3, threshold: 2, index: 4 })).toThrow(fault('bad-trustee'));
  });

  it('a polynomial of another seat, for other certificates, or with a part changed', () => {
    const polynomial = JSON.parse(polynomials[0] as string);
    const other = JSON.parse(polynomials[1] as string);
    expect(() => checkPolynomial(certificates, 2, polynomials[0] as string)).toThrow(fault('bad-trustee'));
    expect(() => checkPolynomial(certificates, 4, polynomials[0] as string)).toThrow(fault('bad-trustee'));
    expect(() => checkPolynomial(another.certificates, 1, polynomials[0] as string)).toThrow(fault('bad-trustee'));
    for (const change of [
      { coefexps: other.coefexps },
      { signature: other.signature },
      { secrets: polynomial.secrets.slice(1) },
      { secrets: [1, 2, 3] },
      { coefexps: withCoefficients(mine, polynomial.coefexps, (c) => c.slice(1)) },
      { coefexps: withCoefficients(mine, polynomial.coefexps, (c) => [...c, c[0] as string]) },
      { coefexps: withCoefficients(mine, polynomial.coefexps, (c) => put(c, 1, encodePoint(G))) },
      { polynomial: 1 },
      { more: 1 },
    ])
      expect(() => checkPolynomial(certificates, 1, JSON.stringify({ ...polynomial, ...change }))).toThrow(anyFault);
  });

  it('no polynomial is made with certificates that do not have the own one', async () => {
    await expect(makePolynomial(mine, another.certificates)).rejects.toEqual(fault('wrong-key'));
  });

  it('as many polynomials and outputs as certificates are needed', () => {
    expect(() => makeInputs(certificates, polynomials.slice(1))).toThrow(fault('wrong-shape'));
    expect(() => thresholdParameters(certificates, polynomials, outputs.slice(1))).toThrow(fault('wrong-shape'));
  });

  it.each([
    ['certificates of another ceremony', 'wrong-key', another.certificates, {}],
    [
      'another certificate in the place of one that was signed for',
      'bad-trustee',
      put(certificates, 2, another.certificates[2] as string),
      {},
    ],
    [
      'two secrets exchanged',
      'bad-message',
      certificates,
      { secrets: [input.secrets[1], input.secrets[0], input.secrets[2]] },
    ],
    [
      "another seat's secret",
      'bad-message',
      certificates,
      { secrets: put(input.secrets, 1, JSON.parse(inputs[1] as string).secrets[1]) },
    ],
    ['a secret missing', 'wrong-shape', certificates, { secrets: input.secrets.slice(1) }],
    [
      "another seat's polynomial",
      'bad-message',
      certificates,
      { polynomial: JSON.parse(inputs[1] as string).polynomial },
    ],
    [
      'two coefficients exchanged',
      'bad-trustee',
      certificates,
      { coefexps: [input.coefexps[1], input.coefexps[0], input.coefexps[2]] },
    ],
    [
      'two signatures exchanged',
      'bad-trustee',
      certificates,
      { signatures: [input.signatures[1], input.signatures[0], input.signatures[2]] },
    ],
    ['an unknown field', 'wrong-fields', certificates, { more: 1 }],
  ])('no seat confirms an input with %s', async (_, expected, given, change) => {
    await expect(confirm(mine, given, JSON.stringify({ ...input, ...change }))).rejects.toEqual(fault(expected));
  });

  it('no seat confirms a secret that is not what its sender published', async () => {
    const wrong = await send(hers, mine.encryption, JSON.stringify({ secret: '12345' }));
    const changed = JSON.stringify({ ...input, secrets: put(input.secrets, 1, wrong) });
    await expect(confirm(mine, certificates, changed)).rejects.toMatchObject({
      fault: 'bad-trustee',
      message: "the secret of seat 2 is not what that seat's coefficients say",
    });
  });

  it('no seat confirms a polynomial that is not its own', async () => {
    const wrong = await send(mine, mine.encryption, JSON.stringify({ polynomial: ['1', '2'] }));
    await expect(confirm(mine, certificates, JSON.stringify({ ...input, polynomial: wrong }))).rejects.toEqual(
      fault('bad-trustee'),
    );
  });

  it('an output of another seat, or with a part changed', () => {
    const output = JSON.parse(outputs[0] as string);
    const other = JSON.parse(outputs[1] as string);
    const check = (text: string, seat = 1) => checkOutput(certificates, polynomials, seat, text);
    expect(() => check(outputs[0] as string, 2)).toThrow(fault('bad-trustee'));
    expect(() => check(outputs[0] as string, 4)).toThrow(fault('bad-trustee'));
    for (const change of [
      { public_key: other.public_key },
      { public_key: { ...output.public_key, public_key: other.public_key.public_key } },
      { public_key: { ...output.public_key, pok: other.public_key.pok } },
      { public_key: { ...output.public_key, signature: other.public_key.signature } },
      { private_key: 7 },
      { more: 1 },
    ])
      expect(() => check(JSON.stringify({ ...output, ...change }))).toThrow(anyFault);
  });

  it('a share is not recovered by a stranger, nor from the data of another seat', async () => {
    const { election, trustees } = buildThresholdElection(QUESTIONS, ceremony);
    const group = readTrustees(trustees, election)[1] as PedersenGroup;
    const copy = (i: number) => JSON.parse(outputs[i] as string).private_key as string;
    await expect(recoverShare(seatKeys(generateSeed()), group, inputs[0] as string)).rejects.toEqual(
      fault('wrong-key'),
    );
    await expect(recoverShare(mine, group, inputs[1] as string)).rejects.toEqual(fault('bad-message'));
    await expect(openShare(mine, group, copy(1))).rejects.toEqual(fault('bad-message'));
    const wrong = await send(mine, mine.encryption, JSON.stringify({ decryption_key: '5' }));
    await expect(openShare(mine, group, wrong)).rejects.toEqual(fault('wrong-key'));
    expect(await openShare(mine, group, copy(0))).toEqual(ceremony.shares[0]);
  });
});

/** Signed coefficients with some changed, signed again. */
function withCoefficients(keys: SeatKeys, { message }: { message: string }, change: (c: string[]) => string[]) {
  const changed = JSON.stringify({ coefexps: change(JSON.parse(message).coefexps) });
  return { message: changed, signature: signMessage(changed, keys.signing) };
}

describe.skipIf(!hasBeleniosTool('sid'))('a key ceremony held half here and half with belenios-tool 3.3.0', () => {
  /** The seats that are belenios-tool's; the others are ours. */
  it.each([[[2]], [[1, 3]]])(
    'seats %j its own: all agree, and the ballot decrypts',
    { timeout: 120_000 },
    async (theirs) => {
      const dir = mkdtempSync(join(tmpdir(), 'tellers-ceremony-'));
      try {
        const size = 3;
        const seats = [1, 2, 3];
        const file = (name: string) => join(dir, name);
        const lines = (name: string, texts: readonly string[]) => writeFileSync(file(name), `${texts.join('\n')}\n`);
        const step = (n: number, args: readonly string[], input = '') =>
          beleniosTool(
            ['setup', 'generate-trustee-key-threshold', '--group', 'Ed25519', '--step', String(n), ...args],
            dir,
            'sid',
            input,
          ).trim();

        const names = new Map(
          theirs.map((seat) => [seat, step(1, ['--threshold-context', `${seat}/2/${size}`])] as const),
        );
        const ours = new Map(
          seats.filter((seat) => !theirs.includes(seat)).map((seat) => [seat, seatKeys(generateSeed())]),
        );
        const certificates = seats.map((index) => {
          const keys = ours.get(index);
          if (keys) return makeCertificate(keys, { size, threshold: 2, index });
          return readFileSync(file(`${names.get(index)}.cert`), 'utf8').trim();
        });
        checkCertificates(certificates);
        lines('certs.jsons', certificates);
        step(2, ['--certs', 'certs.jsons']);

        const polynomials = await Promise.all(
          seats.map((seat) => {
            const keys = ours.get(seat);
            return keys
              ? makePolynomial(keys, certificates)
              : step(3, ['--certs', 'certs.jsons', '--key', `${names.get(seat)}.key`]);
          }),
        );
        lines('polynomials.jsons', polynomials);
        const inputs = makeInputs(certificates, polynomials);
        step(4, ['--certs', 'certs.jsons', '--polynomials', 'polynomials.jsons']);
        const theirInputs = readdirSync(dir).filter((name) => name.endsWith('.vinput'));
        expect(theirInputs.map((name) => readFileSync(file(name), 'utf8').trim()).sort()).toEqual([...inputs].sort());

        const outputs = await Promise.all(
          seats.map(async (seat, i) => {
            const keys = ours.get(seat);
            if (keys) return (await confirm(keys, certificates, inputs[i] as string)).output;
            return step(5, ['--certs', 'certs.jsons', '--key', `${names.get(seat)}.key`], inputs[i]);
          }),
        );
        const parameters = step(
          6,
          ['--certs', 'certs.jsons', '--polynomials', 'polynomials.jsons'],
          `${outputs.join('\n')}\n`,
        );
        expect(thresholdParameters(certificates, polynomials, outputs)).toBe(parameters);

        // One of our seats and one of theirs decrypt, with the platform.
        const built = buildThresholdElection(QUESTIONS, { parameters, shares: [] });
        const group = readTrustees(built.trustees, built.election)[1] as PedersenGroup;
        const seat = seats.find((index) => ours.has(index)) as number;
        const mine = await recoverShare(ours.get(seat) as SeatKeys, group, inputs[seat - 1] as string);
        const votes = [0, 1, 2].map((by) => ({ by, vote: [[0, by === 2 ? 0 : 1, by === 2 ? 1 : 0]] }));
        const keys = [...built.keys, { owner: 1 + mine.index, privateKey: mine.privateKey }];
        const parts = runElection({ ...built, keys }, votes);
        expect(parts.result).toBeUndefined();
        const archive = file(`${built.election.uuid}.bel`);
        writeFileSync(archive, pack(entriesOf({ ...parts, decryptions: [] })));
        const theirSeat = theirs[0] as number;
        writeFileSync(file('share'), JSON.parse(outputs[theirSeat - 1] as string).private_key);
        const own = ['--key', `${names.get(theirSeat)}.key`, '--decryption-key', 'share'];
        const args = ['election', 'decrypt-threshold', ...own, '--trustee-id', String(1 + theirSeat)];
        const theirDecryption = { owner: 1 + theirSeat, text: decryptionIn(beleniosTool(args, dir, 'sid')) };

        const decryptions = [...parts.decryptions, theirDecryption];
        const whole = { ...parts, decryptions, result: JSON.stringify({ result: [[0, 2, 1]] }) };
        expect((await checkArchive(pack(entriesOf(whole)))).result).toEqual([[0, 2, 1]]);
        writeFileSync(archive, pack(entriesOf({ ...parts, decryptions })));
        for (const suite of ['trixie', 'sid'] as const)
          expect(JSON.parse(beleniosTool(['election', 'compute-result'], dir, suite))).toEqual({ result: [[0, 2, 1]] });
        writeFileSync(archive, pack(entriesOf(whole)));
        for (const suite of ['trixie', 'sid'] as const) beleniosTool(['election', 'verify'], dir, suite);
      } finally {
        rmSync(dir, { recursive: true });
      }
    },
  );
});

/** The partial decryption in the output of belenios-tool: its line with the factors. */
function decryptionIn(output: string): string {
  return output.split('\n').find((line) => line.includes('decryption_factors')) as string;
}
