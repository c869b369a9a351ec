/** Tally, partial decryption and result: specification sections 4.17, 4.18, 4.20 and 4.21. */
import { proof } from './ballot.ts';
import type { Election } from './election.ts';
import { refuse } from './errors.ts';
import {
  decodePoint,
  doubleTimes,
  encodePoint,
  G,
  hashToScalar,
  IDENTITY,
  invert,
  mod,
  type Point,
  randomScalar,
  times,
} from './group.ts';
import { array, canonical, fields, parseCanonical } from './json.ts';
import type { TrusteeGroup } from './trustees.ts';
import { type Ciphertext, product, readCiphertext, readProof, type VerifiedBallot } from './verify.ts';

/** The encrypted sums, by question and choice. */
export type EncryptedTally = readonly (readonly Ciphertext[])[];

/** A trustee's checked decryption factors, by question and choice. */
export interface PartialDecryption {
  /** The trustee's number, from 1. */
  readonly owner: number;
  readonly factors: readonly (readonly Point[])[];
}

/** The ballots that count: of each credential the last, in the order of these last ones. */
export function lastBallots(ballots: readonly VerifiedBallot[]): VerifiedBallot[] {
  const last = new Map<string, VerifiedBallot>();
  for (const ballot of ballots) {
    last.delete(ballot.credential);
    last.set(ballot.credential, ballot);
  }
  return [...last.values()];
}

/** Sums the ballots that count; of no ballots the sums are neutral. */
export function computeTally(election: Election, ballots: readonly VerifiedBallot[]): EncryptedTally {
  return election.questions.map((question, i) =>
    Array.from({ length: question.answers.length + (question.blank ? 1 : 0) }, (_, j) =>
      product(ballots.map(({ choices }) => choices[i]?.[j] as Ciphertext)),
    ),
  );
}

/** The canonical text of an encrypted tally. */
export function writeTally(tally: EncryptedTally): string {
  return canonical(
    tally.map((sums) => sums.map(({ alpha, beta }) => ({ alpha: encodePoint(alpha), beta: encodePoint(beta) }))),
  );
}

/** Reads an encrypted tally of this election. */
export function readTally(data: Uint8Array | string, election: Election): EncryptedTally {
  const json = array(parseCanonical(data, 'encrypted tally'), 'encrypted tally', election.questions.length);
  return election.questions.map((question, i) => {
    const place = `encrypted tally[${i}]`;
    const length = question.answers.length + (question.blank ? 1 : 0);
    return array(json[i], place, length).map((c, j) => readCiphertext(c, `${place}[${j}]`));
  });
}

/** A trustee's decryption factors: each alpha to the power of the private key. */
export function decryptionFactors(tally: EncryptedTally, privateKey: bigint): Point[][] {
  return tally.map((sums) => sums.map(({ alpha }) => times(alpha, privateKey)));
}

/**
 * Decrypts with one trustee's key, with proofs. Only call it on a tally that was checked against the ballots: a
 * trustee who decrypts another ciphertext may open a single vote.
 *
 * @returns the partial_decryption structure, canonical
 */
export function partialDecryption(election: Election, tally: EncryptedTally, privateKey: bigint): string {
  const publicKey = encodePoint(times(G, privateKey));
  const decryption_proofs = tally.map((sums) =>
    sums.map(({ alpha }) => {
      const w = randomScalar();
      return proof(decryptChallenge(election, publicKey, times(G, w), times(alpha, w)), w, privateKey);
    }),
  );
  const decryption_factors = decryptionFactors(tally, privateKey).map((row) => row.map(encodePoint));
  return canonical({ decryption_factors, decryption_proofs });
}

/**
 * Checks a partial decryption.
 *
 * @param owner the trustee's number, from 1
 * @param publicKey the trustee's
 * @throws ProtocolError `bad-decryption-proof`, or the fault of its form
 */
export function verifyPartialDecryption(
  election: Election,
  tally: EncryptedTally,
  owner: number,
  publicKey: Point,
  data: Uint8Array | string,
): PartialDecryption {
  const place = `partial decryption of trustee ${owner}`;
  const json = fields(parseCanonical(data, place), 'decryption_factors decryption_proofs', place);
  const factors = array(json.decryption_factors, place, tally.length);
  const proofs = array(json.decryption_proofs, place, tally.length);
  return {
    owner,
    factors: tally.map((sums, i) => {
      const row = array(factors[i], place, sums.length);
      const rowProofs = array(proofs[i], place, sums.length);
      return sums.map(({ alpha }, j) => {
        const at = `${place}, question ${i + 1}, choice ${j + 1}`;
        const factor = decodePoint(row[j], at, true);
        const { challenge, response } = readProof(rowProofs[j], at);
        const a = doubleTimes(G, response, publicKey, challenge);
        const b = doubleTimes(alpha, response, factor, challenge);
        if (decryptChallenge(election, encodePoint(publicKey), a, b) !== challenge)
          refuse('bad-decryption-proof', `${at}: the factor is not proved`);
        return factor;
      });
    }),
  };
}

function decryptChallenge(election: Election, publicKey: string, a: Point, b: Point): bigint {
  return hashToScalar(`decrypt|${election.fingerprint}|${publicKey}|${encodePoint(a)},${encodePoint(b)}`);
}

/** The trustees' public keys by their number (index 0 is trustee 1). */
export function trusteeKeys(groups: readonly TrusteeGroup[]): Point[] {
  return groups.flatMap(({ keys }) => [...keys]);
}

/**
 * Combines partial decryptions into the counts. Of a group that needs fewer than have decrypted, the others must agree.
 *
 * @param numTallied how many ballots were summed: no count exceeds it
 * @returns counts by question and choice, or undefined while a trustee that is needed is missing
 * @throws ProtocolError `wrong-result` when a sum does not decrypt to a possible count, or trustees disagree
 */
export function combine(
  tally: EncryptedTally,
  groups: readonly TrusteeGroup[],
  decryptions: readonly PartialDecryption[],
  numTallied: number,
): number[][] | undefined {
  const used: WeightedShare[] = [];
  let before = 0;
  for (const { keys, threshold } of groups) {
    const first = before;
    before += keys.length;
    const shares = decryptions
      .filter(({ owner }) => owner > first && owner <= before)
      .map(({ owner, factors }) => ({ index: owner - first, factors }));
    if (shares.length < threshold) return undefined;
    const enough = shares.slice(0, threshold);
    for (const { index, factors } of shares.slice(threshold))
      requireAgreement(tally, weighted(enough, index), factors, first + index);
    used.push(...weighted(enough, 0));
  }
  const counts = logarithms(numTallied);
  return tally.map((sums, i) =>
    sums.map(({ beta }, j) => {
      const count = counts.get(encodePoint(beta.subtract(factorOf(used, i, j))));
      return count ?? refuse('wrong-result', `question ${i + 1}, choice ${j + 1} does not decrypt to a possible count`);
    }),
  );
}

/** A trustee's factors with the weight they have among those used together. */
interface WeightedShare {
  readonly factors: PartialDecryption['factors'];
  readonly weight: bigint;
}

/** The shares with their Lagrange coefficients at a point; at 0 they make the group's factor. */
function weighted(
  shares: readonly { readonly index: number; readonly factors: PartialDecryption['factors'] }[],
  at: number,
): WeightedShare[] {
  return shares.map(({ index, factors }) => ({
    factors,
    weight: shares
      .filter((other) => other.index !== index)
      .reduce((product, other) => mod(product * BigInt(other.index - at) * invert(BigInt(other.index - index))), 1n),
  }));
}

function factorOf(shares: readonly WeightedShare[], i: number, j: number): Point {
  return shares
    .map(({ factors, weight }) => ((factors[i] ?? [])[j] as Point).multiplyUnsafe(weight))
    .reduce((a, b) => a.add(b), IDENTITY);
}

/** Refuses a share more than enough that is not the one which the others give. */
function requireAgreement(
  tally: EncryptedTally,
  others: readonly WeightedShare[],
  factors: PartialDecryption['factors'],
  owner: number,
): void {
  tally.forEach((sums, i) => {
    sums.forEach((_, j) => {
      if (!factorOf(others, i, j).equals((factors[i] ?? [])[j] as Point))
        refuse('wrong-result', `question ${i + 1}, choice ${j + 1}: trustee ${owner} disagrees with the others`);
    });
  });
}

/** g^0 … g^max with their exponents. */
function logarithms(max: number): Map<string, number> {
  const table = new Map<string, number>();
  let power = IDENTITY;
  for (let exponent = 0; exponent <= max; exponent++) {
    table.set(encodePoint(power), exponent);
    power = power.add(G);
  }
  return table;
}

/** The canonical text of a result. */
export function writeResult(result: readonly (readonly number[])[]): string {
  return canonical({ result });
}
