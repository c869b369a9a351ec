import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  combine,
  computeTally,
  partialDecryption,
  readTrustees,
  trusteeKeys,
  verifyBallot,
  verifyPartialDecryption,
} from '../src/audit.ts';
import type { Point } from '../src/group.ts';
import {
  createBallot,
  deriveCredential,
  type PlainAnswer,
  plainAnswer,
  type Question,
  readElection,
} from '../src/index.ts';
import { verifyBallotWithBelenios } from './belenios.ts';
import { buildElection, code } from './build.ts';
import { vector, vectorNames } from './vectors.ts';

describe('ballots made here are accepted by belenios-tool', () => {
  it.each(vectorNames)('%s: one ballot for every vote of the vector', { timeout: 120_000 }, (name) => {
    const { election, privateCredentials, votes, archive } = vector(name);
    votes.forEach((vote, i) => {
      const credential = deriveCredential(election.uuid, privateCredentials[i] as string);
      verifyBallotWithBelenios(archive, election.uuid, createBallot(election, credential, vote).text);
    });
  });

  it('and belenios-tool does refuse a ballot with one digit changed', () => {
    const { election, archive, ballots } = vector('one-question');
    const changed = (ballots[0] as string).replace('"response":"1', '"response":"2');
    expect(() => verifyBallotWithBelenios(archive, election.uuid, changed)).toThrow(/InvalidBallot|invalid/i);
  });
});

describe('ballots of the vectors', () => {
  it.each(vectorNames)('%s: all hold, with the tracker that belenios-tool gave them', (name) => {
    const { election, ballots, trackers } = vector(name);
    expect(ballots.map((text) => verifyBallot(election, text).tracker)).toEqual(trackers);
  });
});

/** Questions of up to four options, every combination of minimum, maximum and blank. */
const question: fc.Arbitrary<Question> = fc
  .record({
    answers: fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }),
    bounds: fc.tuple(fc.nat(4), fc.nat(4)),
    blank: fc.boolean(),
    question: fc.string({ unit: 'binary' }),
  })
  .map(({ answers, bounds, blank, question }) => {
    const [min, max] = bounds.map((bound) => Math.min(bound, answers.length)).sort() as [number, number];
    return { answers, min, max, blank, question };
  });

/** An answer that the question allows. */
function allowed({ answers, min, max, blank }: Question): fc.Arbitrary<PlainAnswer> {
  const options = fc.subarray([...answers.keys()], { minLength: min, maxLength: max });
  const q = { answers, min, max, blank, question: '' };
  return fc.oneof(
    { weight: 3, arbitrary: options.map((chosen) => plainAnswer(q, chosen)) },
    ...(blank ? [{ weight: 1, arbitrary: fc.constant(plainAnswer(q, 'blank')) }] : []),
  );
}

/** An answer of the right length that the question does not allow. */
function forbidden({ answers, min, max, blank }: Question): fc.Arbitrary<PlainAnswer> {
  const length = answers.length + (blank ? 1 : 0);
  return fc.array(fc.integer({ min: -1, max: 2 }), { minLength: length, maxLength: length }).filter((bits) => {
    const chosen = (blank ? bits.slice(1) : bits).reduce((a, b) => a + b, 0);
    const fits = blank && bits[0] === 1 ? chosen === 0 : chosen >= min && chosen <= max;
    return !fits || bits.some((bit) => bit < 0 || bit > 1);
  });
}

describe('for any questions', () => {
  it('any allowed votes make ballots that hold, and decrypt to their sum', { timeout: 120_000 }, () => {
    const property = fc.property(
      fc
        .array(question, { minLength: 1, maxLength: 2 })
        .chain((questions) =>
          fc.tuple(
            fc.constant(questions),
            fc.array(fc.tuple(...questions.map(allowed)), { minLength: 1, maxLength: 3 }),
          ),
        ),
      ([questions, votes]) => {
        const { election, keys, trustees } = buildElection(questions);
        const ballots = votes.map((vote, i) => {
          const { text, tracker } = createBallot(election, deriveCredential(election.uuid, code(i)), vote);
          const verified = verifyBallot(election, text);
          expect(verified.tracker).toBe(tracker);
          return verified;
        });
        const tally = computeTally(election, ballots);
        const groups = readTrustees(trustees, election);
        const text = partialDecryption(election, tally, (keys[0] as (typeof keys)[0]).privateKey);
        const decryption = verifyPartialDecryption(election, tally, 1, trusteeKeys(groups)[0] as Point, text);
        expect(combine(tally, groups, [decryption], votes.length)).toEqual(
          questions.map((_, i) =>
            votes.map((vote) => vote[i] as PlainAnswer).reduce((a, b) => a.map((bit, j) => bit + (b[j] as number))),
          ),
        );
      },
    );
    fc.assert(property, { numRuns: 25 });
  });

  it('any other answers are refused', () => {
    const property = fc.property(
      question.chain((q) => fc.tuple(fc.constant(q), forbidden(q))),
      ([q, answer]) => {
        const { election } = fixed;
        const changed = { ...election, questions: [q] };
        const credential = { secret: 5n, publicCredential: '' };
        expect(() => createBallot(changed, credential, [answer])).toThrow(
          expect.objectContaining({ fault: 'bad-choices' }),
        );
      },
    );
    fc.assert(property, { numRuns: 300 });
  });

  const fixed = buildElection([{ question: '', answers: ['a'], min: 0, max: 1, blank: false }]);

  it.each([
    ['too few questions', []],
    ['too many questions', [[1], [1]]],
    ['an option too many', [[1, 0]]],
    ['no array', [1 as never]],
    ['a fraction', [[0.5]]],
    ['text', [['1' as never]]],
  ])('refused: %s', (_, answers) => {
    const credential = deriveCredential(fixed.election.uuid, code(0));
    expect(() => createBallot(fixed.election, credential, answers)).toThrow(
      expect.objectContaining({ fault: 'bad-choices' }),
    );
  });

  it('two ballots of the same vote have nothing in common but the voter', () => {
    const { election } = fixed;
    const credential = deriveCredential(election.uuid, code(0));
    const ballots = [1, 2].map(() => JSON.parse(createBallot(election, credential, [[1]]).text));
    const numbers = ballots.map((b) => new Set(JSON.stringify([b.answers, b.signature]).match(/[0-9a-f]{60,}/g)));
    expect([...(numbers[0] as Set<string>)].filter((n) => numbers[1]?.has(n))).toEqual([]);
  });
});

describe('election.json is refused', () => {
  const text = new TextDecoder().decode(vector('three-questions').electionBytes);
  const read = (changed: string) => () => readElection(new TextEncoder().encode(changed));

  it.each([
    ['not-json', '{'],
    ['not-canonical', `${text}\n`],
    ['wrong-type', '[]'],
    ['unsupported', text.replace('"version":1', '"version":2')],
    ['unsupported', text.replace('Ed25519', 'BELENIOS-2048')],
    ['unsupported', text.replace('{"answers":["Yes","No"],', '{"type":"Lists","answers":["Yes","No"],')],
    ['wrong-fields', text.replace('"uuid"', '"id"')],
    ['wrong-fields', text.replace('"blank":true,', '"blank":true,"weight":1,')],
    ['wrong-type', text.replace('"blank":true', '"blank":1')],
    ['wrong-type', text.replace('"max":2', '"max":-2')],
    ['bad-election', text.replace('"max":2', '"max":5')],
    ['bad-election', text.replace('"min":0,"max":2', '"min":3,"max":2')],
    ['bad-election', text.replace('P2HJsDC1JP28Xi', 'P2HJsDC1JP28X')],
    ['bad-election', text.replace(/"questions":.*,"uuid"/, '"questions":[],"uuid"')],
    ['bad-point', text.replace('f299f178', 'f299f179')],
    ['bad-point', text.replace(/"public_key":"[0-9a-f]+"/, `"public_key":"${'1'.padStart(64, '0')}"`)],
  ])('%s: %s', (fault, changed) => {
    expect(changed).not.toBe(text);
    expect(read(changed)).toThrow(expect.objectContaining({ name: 'ProtocolError', fault }));
  });
});
