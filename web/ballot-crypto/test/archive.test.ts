import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ArchiveOptions, checkArchive } from '../src/audit.ts';
import { Q } from '../src/group.ts';
import type { Fault, Question } from '../src/index.ts';
import { beleniosTool } from './belenios.ts';
import { buildElection, entriesOf, type Parts, pack, partsOf, type RawEntry, runElection, sha256 } from './build.ts';
import { vector, vectorNames } from './vectors.ts';

async function expectFault(fault: Fault, archive: Uint8Array, options?: ArchiveOptions): Promise<void> {
  await expect(checkArchive(archive, options)).rejects.toMatchObject({ name: 'ProtocolError', fault });
}

describe('the vectors made with belenios-tool', () => {
  it.each(vectorNames)('%s: the whole archive holds and gives the archived result', async (name) => {
    const { archive, path, trackers, votes } = vector(name);
    const checked = await checkArchive(archive);
    expect(checked.result).toEqual(JSON.parse(readFileSync(`${path}/result.json`, 'utf8')).result);
    expect(checked.ballots.map(({ tracker }) => tracker).sort()).toEqual([...trackers].sort());
    expect(checked.numTallied).toBe(votes.length);
  });

  it.each(vectorNames)("%s: the tests' archive builder gives the same bytes", (name) => {
    const { archive } = vector(name);
    const seconds = Number(/"timestamp":"(\d+)"/.exec(Buffer.from(archive).toString('latin1'))?.[1]);
    expect(sha256(Buffer.from(pack(entriesOf(partsOf(archive)), seconds)).toString('latin1'))).toBe(
      sha256(Buffer.from(archive).toString('latin1')),
    );
  });
});

const QUESTIONS: readonly Question[] = [
  { question: 'Strike?', answers: ['Yes', 'No'], min: 1, max: 1, blank: true },
  { question: 'How? "é" \u007f', answers: ['a', 'b', 'c'], min: 0, max: 2, blank: false },
];

describe('an election made wholly here', () => {
  const cases: [string, Parameters<typeof runElection>[1], number[][]][] = [
    [
      'without a ballot',
      [],
      [
        [0, 0, 0],
        [0, 0, 0],
      ],
    ], // prettier-ignore
    [
      'where the last of two ballots of a member counts',
      [
        {
          by: 0,
          vote: [
            [0, 1, 0],
            [1, 0, 1],
          ],
        },
        {
          by: 1,
          vote: [
            [1, 0, 0],
            [0, 0, 0],
          ],
        },
        {
          by: 0,
          vote: [
            [0, 0, 1],
            [0, 1, 0],
          ],
        },
      ],
      [
        [1, 0, 1],
        [0, 1, 0],
      ],
    ],
  ]; // prettier-ignore

  it.each(cases)(
    '%s is accepted by belenios-tool, with the same result',
    { timeout: 60_000 },
    async (_, votes, result) => {
      const parts = runElection(buildElection(QUESTIONS, 2), votes);
      const archive = pack(entriesOf(parts));
      expect((await checkArchive(archive)).result).toEqual(result);
      const dir = mkdtempSync(join(tmpdir(), 'tellers-archive-'));
      try {
        const file = join(dir, '6KtJmwugEAEpW8.bel');
        writeFileSync(file, archive);
        beleniosTool(['election', 'verify'], dir);
        const { result: _, ...undeclared } = parts;
        writeFileSync(file, pack(entriesOf(undeclared)));
        expect(JSON.parse(beleniosTool(['election', 'compute-result'], dir))).toEqual({ result });
        writeFileSync(file, pack(entriesOf({ ...parts, decryptions: [], result: '' })));
        expect(beleniosTool(['election', 'compute-encrypted-tally'], dir).trim()).toContain(parts.tally?.text);
      } finally {
        rmSync(dir, { recursive: true });
      }
    },
  );
});

describe('an archive is refused', () => {
  const built = buildElection(QUESTIONS, 2);
  const votes = [0, 1, 2].map((by) => ({
    by,
    vote: [
      [0, 1, 0],
      [1, 0, 0],
    ],
  })); // prettier-ignore
  const whole = runElection(built, votes);
  const withParts = (change: Partial<Parts>) => pack(entriesOf({ ...whole, ...change }));
  const other = runElection(buildElection(QUESTIONS, 2), votes);
  const swapped = (text: string) => text.replace(/("decryption_factors":\[\[)("[0-9a-f]+"),("[0-9a-f]+")/, '$1$3,$2');

  it('no: the unchanged one holds', async () => {
    expect((await checkArchive(pack(entriesOf(whole)))).result).toEqual([
      [0, 3, 0],
      [3, 0, 0],
    ]); // prettier-ignore
  });

  const otherResponse = (text: string) =>
    text.replace(/(?<="response":")\d+/, (digits) => String((BigInt(digits) + 1n) % Q));

  const first = whole.ballots[0] as string;
  const changes: [string, Fault, Partial<Parts>][] = [
    [
      'with a ballot that the tally leaves out',
      'wrong-tally',
      {
        ballots: [
          ...whole.ballots,
          runElection(built, [{ by: 3, vote: votes[0]?.vote as number[][] }]).ballots[0] as string,
        ],
      },
    ],
    ['with a tally of a ballot that is not there', 'wrong-tally', { ballots: whole.ballots.slice(1) }],
    [
      'with another number of ballots tallied',
      'wrong-tally',
      { tally: { text: whole.tally?.text as string, counted: 4 } },
    ],
    ["with another election's tally", 'wrong-tally', { tally: other.tally as NonNullable<Parts['tally']> }],
    [
      "with another election's ballot",
      'wrong-election',
      { ballots: [other.ballots[0] as string, ...whole.ballots.slice(1)] },
    ],
    [
      'with a ballot of a credential that is not listed',
      'unknown-credential',
      { credentials: JSON.stringify(JSON.parse(whole.credentials).slice(1)) },
    ],
    [
      'with a ballot with white space',
      'not-canonical',
      { ballots: [first.replace(':', ': '), ...whole.ballots.slice(1)] },
    ],
    [
      'with a credential listed twice',
      'bad-archive',
      { credentials: JSON.stringify([...JSON.parse(whole.credentials), JSON.parse(whole.credentials)[0]]) },
    ],
    ["with another election's trustees", 'wrong-public-key', { trustees: other.trustees }],
    ['with a trustee left out', 'wrong-public-key', { trustees: JSON.stringify(JSON.parse(whole.trustees).slice(1)) }],
    ["with a trustee's proof of knowledge changed", 'bad-trustee', { trustees: otherResponse(whole.trustees) }],
    [
      'with the decryptions of two trustees exchanged',
      'bad-decryption-proof',
      { decryptions: whole.decryptions.map(({ text }, i) => ({ owner: 2 - i, text })) },
    ],
    [
      'with two factors exchanged',
      'bad-decryption-proof',
      { decryptions: whole.decryptions.map(({ owner, text }) => ({ owner, text: swapped(text) })) },
    ],
    [
      'with a decryption of an unknown trustee',
      'bad-archive',
      { decryptions: whole.decryptions.map(({ text }) => ({ owner: 3, text })) },
    ],
    [
      'with a decryption twice',
      'bad-archive',
      { decryptions: [0, 0, 1].map((i) => whole.decryptions[i] as Parts['decryptions'][0]) },
    ],
    ['with a result although a decryption is missing', 'wrong-result', { decryptions: whole.decryptions.slice(1) }],
    ['with another result', 'wrong-result', { result: (whole.result as string).replace('3', '2') }],
  ]; // prettier-ignore

  it.each(changes)('%s: %s', async (_, fault, change) => {
    await expectFault(fault, withParts(change));
  });

  it('with a second ballot of a credential, where re-voting is off', async () => {
    const twice = runElection(
      built,
      [0, 1, 0].map((by) => ({ by, vote: votes[0]?.vote as number[][] })),
    );
    expect((await checkArchive(pack(entriesOf(twice)))).numTallied).toBe(2);
    await expectFault('bad-archive', pack(entriesOf(twice)), { singleVote: true });
  });

  const entries = entriesOf(whole);
  const at = (type: string) => entries.findIndex(({ text }) => text.includes(`"type":"${type}"`));
  const without = (...indices: number[]) => entries.filter((_, i) => !indices.includes(i));
  const changed = (index: number, change: (text: string) => string) =>
    entries.map((entry, i): RawEntry => (i === index ? { ...entry, text: change(entry.text) } : entry));
  const ballotEvent = at('Ballot');

  const chains: [string, readonly RawEntry[]][] = [
    ['no entry', []],
    ['the first event missing', without(at('Setup'))],
    ['an event missing', without(ballotEvent)],
    ['a ballot and its event missing', without(ballotEvent - 1, ballotEvent)],
    ["a ballot's data missing", without(ballotEvent - 1)],
    ['EndBallots missing', without(at('EndBallots'))],
    [
      'two events swapped',
      entries.map((e, i) => entries[i === ballotEvent ? i + 2 : i === ballotEvent + 2 ? i - 2 : i] ?? e),
    ],
    ['a wrong parent', changed(ballotEvent, (text) => text.replace(/"parent":"./, '"parent":"x'))],
    ['a wrong height', changed(at('Result'), (text) => text.replace('"height":', '"height":1'))],
    ['an unknown type of event', changed(at('Result'), (text) => text.replace('Result', 'Shuffle'))],
    ['a payload at EndBallots', changed(at('EndBallots'), (text) => text.replace('}', ',"payload":"0"}'))],
    ['data that no event refers to', [...entries, { kind: 'data', text: '{}' }]],
    ['data twice', [...entries, entries[0] as RawEntry]],
    [
      'a payload after its event',
      without(ballotEvent - 1).toSpliced(ballotEvent, 0, entries[ballotEvent - 1] as RawEntry),
    ],
  ]; // prettier-ignore

  it.each(chains)('with %s', async (_, changedEntries) => {
    await expectFault('bad-archive', pack(changedEntries));
  });

  it('with an unknown field in an event', async () => {
    await expectFault('wrong-fields', pack(changed(at('Result'), (text) => text.replace('}', ',"more":1}'))));
  });

  const bytes = pack(entries);
  const containers: [string, (copy: Buffer) => Uint8Array][] = [
    ['a byte of a header changed', (copy) => copy.fill('7', 106, 107)],
    ['another time of an entry', (copy) => copy.fill('7', 1024 + 140, 1024 + 141)],
    ['a byte of the padding changed', (copy) => copy.fill(1, 1023, 1024)],
    ['zero blocks at the end', (copy) => Buffer.concat([copy, Buffer.alloc(1024)])],
    ['its end cut off', (copy) => copy.subarray(0, copy.length - 1)],
    ['no header file', (copy) => copy.subarray(1024)],
  ];

  it.each(containers)('with %s', async (_, change) => {
    await expectFault('bad-archive', change(Buffer.from(bytes)));
  });

  it('unless it has the published head, at the tally or later', async () => {
    const tallyEvent = sha256((entries[at('EncryptedTally')] as RawEntry).text);
    expect((await checkArchive(bytes, { head: tallyEvent })).head).toBe(sha256((entries.at(-1) as RawEntry).text));
    await expectFault('wrong-head', bytes, { head: sha256((entries[at('EndBallots')] as RawEntry).text) });
    await expectFault('wrong-head', bytes, { head: sha256('another') });
  });
});

describe('the Pedersen trustees of the threshold vector', () => {
  const parts = partsOf(vector('threshold').archive);
  const [single, [kind, pedersen]] = JSON.parse(parts.trustees);
  const withPedersen = (change: object) =>
    pack(entriesOf({ ...parts, trustees: JSON.stringify([single, [kind, { ...pedersen, ...change }]]) }));
  const exchanged = ([a, b, ...rest]: unknown[]) => [b, a, ...rest];

  it.each([
    ['another threshold', { threshold: 3 }],
    ['two certificates exchanged', { certs: exchanged(pedersen.certs) }],
    ['two sets of coefficients exchanged', { coefexps: exchanged(pedersen.coefexps) }],
    ['two signatures exchanged', { signatures: exchanged(pedersen.signatures) }],
    ['two verification keys exchanged', { verification_keys: exchanged(pedersen.verification_keys) }],
  ])('are refused with %s', async (_, change) => {
    await expectFault('bad-trustee', withPedersen(change));
  });
});
