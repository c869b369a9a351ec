/**
 * Chaum–Pedersen proofs over the whole statement. Belenios v1 leaves the ciphertext and the factor out of the hash of
 * its own proof, so that a trustee could hand in a wrong factor unblamed; with this proof beside it that one is named.
 */
import { proof } from '../ballot.ts';
import type { Election } from '../election.ts';
import { refuse } from '../errors.ts';
import { doubleTimes, encodePoint, G, hashToScalar, type Point, randomScalar, times } from '../group.ts';
import { array } from '../json.ts';
import type { EncryptedTally } from '../tally.ts';
import { readProof } from '../verify.ts';
import type { ProofJson } from './signature.ts';

/** What a factor belongs to. */
export interface Cell {
  readonly election: Pick<Election, 'fingerprint'>;
  /** The hash of the disclosure plan that lists the cell. */
  readonly planHash: string;
  /** The cell's id in the plan. */
  readonly id: string;
}

/** One factor's place and value: factor = alpha^x where X = g^x. */
export interface Statement extends Cell {
  /** From 0. */
  readonly question: number;
  /** From 0, as in the encrypted tally: where a blank vote is allowed it is option 0. */
  readonly option: number;
  readonly alpha: Point;
  readonly factor: Point;
}

/** The rows of a tally: by question and option. */
export type Rows<T> = readonly (readonly T[])[];

/** Proves every factor of a cell. */
export function proveFactors(
  cell: Cell,
  tally: EncryptedTally,
  factors: Rows<Point>,
  privateKey: bigint,
): Rows<ProofJson> {
  return tally.map((sums, question) =>
    sums.map(({ alpha }, option) => {
      const factor = (factors[question] as readonly Point[])[option] as Point;
      return proveWith({ ...cell, question, option, alpha, factor }, privateKey, randomScalar());
    }),
  );
}

/** Proves one factor with a given nonce, which must be used for nothing else. */
export function proveWith(statement: Statement, privateKey: bigint, nonce: bigint): ProofJson {
  const publicKey = times(G, privateKey);
  const challenge = challengeOf(statement, publicKey, times(G, nonce), times(statement.alpha, nonce));
  return proof(challenge, nonce, privateKey);
}

/**
 * Checks the proofs of all factors of a cell.
 *
 * @param owner the trustee's number, for the error
 * @param value the proofs' JSON value, rows as in the tally
 * @throws ProtocolError `bad-strong-proof` naming trustee, cell and place, or the fault of its form
 */
export function checkStrongProofs(
  cell: Cell,
  tally: EncryptedTally,
  factors: Rows<Point>,
  value: unknown,
  publicKey: Point,
  owner: number,
): void {
  const place = `trustee ${owner}, cell ${cell.id}, proofs`;
  const rows = array(value, place, tally.length);
  tally.forEach((sums, question) => {
    const row = array(rows[question], `${place}[${question}]`, sums.length);
    sums.forEach(({ alpha }, option) => {
      const factor = (factors[question] as readonly Point[])[option] as Point;
      const statement = { ...cell, question, option, alpha, factor };
      checkStrongProof(statement, row[option], publicKey, `${place}[${question}][${option}]`);
    });
  });
}

/** Checks the proof of one factor. */
export function checkStrongProof(statement: Statement, value: unknown, publicKey: Point, place: string): void {
  const { challenge, response } = readProof(value, place);
  const a = doubleTimes(G, response, publicKey, challenge);
  const b = doubleTimes(statement.alpha, response, statement.factor, challenge);
  if (challengeOf(statement, publicKey, a, b) !== challenge)
    refuse('bad-strong-proof', `${place}: the factor is not this key's power of this ciphertext`);
}

function challengeOf(statement: Statement, publicKey: Point, a: Point, b: Point): bigint {
  const { election, planHash, id, question, option, alpha, factor } = statement;
  const [x, alphaHex, factorHex] = [publicKey, alpha, factor].map(encodePoint);
  return hashToScalar(
    `tellers-decrypt|${election.fingerprint}|${planHash}|${id}|${question},${option}|${x}|${alphaHex}|${factorHex}|` +
      `${encodePoint(a)},${encodePoint(b)}`,
  );
}
