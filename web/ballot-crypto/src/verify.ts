/** Checking ballots: specification sections 4.11 to 4.13, 4.16 and 4.17. */
import { Base } from './base.ts';
import { type Election, electionKey, type Question } from './election.ts';
import { type Fault, refuse } from './errors.ts';
import {
  decodeCurvePoint,
  decodePoint,
  decodeScalar,
  doubleTimes,
  encodePoint,
  G,
  hashToScalar,
  IDENTITY,
  mod,
  type Point,
  sha256Base64,
} from './group.ts';
import { array, canonical, fields, parseCanonical, string } from './json.ts';

/** An El Gamal ciphertext. */
export interface Ciphertext {
  readonly alpha: Point;
  readonly beta: Point;
}

/** A Schnorr-like proof as the specification writes it. */
export interface Proof {
  readonly challenge: bigint;
  readonly response: bigint;
}

/** A ballot whose signature and proofs hold. */
export interface VerifiedBallot {
  /** The public credential that signed it. */
  readonly credential: string;
  readonly tracker: string;
  /** By question and choice. */
  readonly choices: readonly (readonly Ciphertext[])[];
}

/** No ballot is longer: the limit comes before any parsing. */
const MAX_BALLOT_BYTES = 1 << 20;

/**
 * Checks a ballot, the cheap rules first: size, canonical form, election, credential, signature, proofs.
 *
 * @param data the ballot's exact bytes
 * @param listed the public credentials of the election; without it, any credential is taken
 * @throws ProtocolError naming the first violated rule and the place
 */
export function verifyBallot(
  election: Election,
  data: Uint8Array | string,
  listed?: ReadonlySet<string>,
): VerifiedBallot {
  if (data.length > MAX_BALLOT_BYTES) refuse('wrong-shape', 'the ballot is longer than 1 MiB');
  const json = fields(
    parseCanonical(data, 'ballot'),
    'election_uuid election_hash credential answers signature',
    'ballot',
  );
  if (json.election_uuid !== election.uuid) refuse('wrong-election', 'election_uuid is not this election');
  if (json.election_hash !== election.fingerprint)
    refuse('wrong-election', "election_hash is not this election's fingerprint");
  const credential = string(json.credential, 'credential');
  if (listed && !listed.has(credential)) refuse('unknown-credential', 'the credential is not listed');
  const publicKey = decodePoint(credential, 'credential');
  const { signature, ...unsigned } = json;
  verifySignature(publicKey, canonical(unsigned), signature);
  const y = electionKey(election.publicKey);
  const s0 = `${election.fingerprint}|${credential}`;
  const answers = array(json.answers, 'answers', election.questions.length);
  const choices = election.questions.map((question, i) => verifyAnswer(y, s0, question, answers[i], `answers[${i}]`));
  return { credential, tracker: sha256Base64(data), choices };
}

function verifySignature(publicKey: Point, unsigned: string, value: unknown): void {
  const json = fields(value, 'hash proof', 'signature');
  const { challenge, response } = readProof(json.proof, 'signature.proof');
  const hash = sha256Base64(unsigned);
  if (json.hash !== hash) refuse('bad-hash', 'signature.hash is not the hash of the ballot without its signature');
  const commitment = doubleTimes(G, response, publicKey, challenge);
  if (hashToScalar(`sig|${hash}|${encodePoint(commitment)}`) !== challenge)
    refuse('bad-signature', 'the signature is not by this credential over this ballot');
}

/** A ciphertext ready to be raised to the challenges of several proofs. */
interface Bases {
  readonly alpha: Base;
  readonly beta: Base;
}

/** The claim that a ciphertext encrypts the value. */
interface Claim extends Bases {
  readonly value: number;
}

function verifyAnswer(y: Point, s0: string, question: Question, value: unknown, place: string): Ciphertext[] {
  const names = `choices individual_proofs overall_proof${question.blank ? ' blank_proof' : ''}`;
  const json = fields(value, names, place);
  const length = question.answers.length + (question.blank ? 1 : 0);
  const choices = array(json.choices, `${place}.choices`, length).map((c, i) => readBases(c, `${place}.choices[${i}]`));
  const pairs = choices.map(pair);
  const s = `${s0}|${pairs.join(',')}`;
  array(json.individual_proofs, `${place}.individual_proofs`, length).forEach((proof, i) => {
    const claims = claim(choices[i] as Bases, 0, 1);
    verifyOneOf(
      y,
      `prove|${s0}|${pairs[i]}|`,
      claims,
      proof,
      'bad-individual-proof',
      `${place}.individual_proofs[${i}]`,
    );
  });
  const ciphertexts = choices.map(({ alpha, beta }) => ({ alpha: alpha.point, beta: beta.point }));
  const overall = `${place}.overall_proof`;
  const sum = product(question.blank ? ciphertexts.slice(1) : ciphertexts);
  const total = { alpha: new Base(sum.alpha), beta: new Base(sum.beta) };
  const inRange = claim(total, question.min, question.max);
  if (!question.blank) {
    verifyOneOf(y, `prove|${s}|${pair(total)}|`, inRange, json.overall_proof, 'bad-overall-proof', overall);
    return ciphertexts;
  }
  const blank = choices[0] as Bases;
  const blankOrInRange = [...claim(blank, 1, 1), ...inRange];
  verifyOneOf(y, `bproof1|${s}|`, blankOrInRange, json.overall_proof, 'bad-overall-proof', overall);
  const notBlankOrNone = [...claim(blank, 0, 0), ...claim(total, 0, 0)];
  verifyOneOf(y, `bproof0|${s}|`, notBlankOrNone, json.blank_proof, 'bad-blank-proof', `${place}.blank_proof`);
  return ciphertexts;
}

function claim(bases: Bases, min: number, max: number): Claim[] {
  return Array.from({ length: max - min + 1 }, (_, j) => ({ ...bases, value: min + j }));
}

function pair({ alpha, beta }: Bases): string {
  return `${encodePoint(alpha.point)},${encodePoint(beta.point)}`;
}

/**
 * Checks the proof that one of the claims is true. A = g^ρ α^c and B = y^ρ (β / g^m)^c, the latter computed as
 * y^ρ β^c g^(−mc): g and y have tables, and α and β share their doublings over all claims.
 */
function verifyOneOf(
  y: Point,
  prefix: string,
  claims: readonly Claim[],
  value: unknown,
  fault: Fault,
  place: string,
): void {
  const proofs = array(value, place, claims.length).map((p, j) => readProof(p, `${place}[${j}]`));
  const commitments = claims.map(({ alpha, beta, value: m }, j) => {
    const { challenge, response } = proofs[j] as Proof;
    const a = G.multiplyUnsafe(response).add(alpha.times(challenge));
    const b = y.multiplyUnsafe(response).add(beta.times(challenge));
    const divided = m === 0 ? b : b.add(G.multiplyUnsafe(mod(-BigInt(m) * challenge)));
    return `${encodePoint(a)},${encodePoint(divided)}`;
  });
  const total = proofs.reduce((sum, { challenge }) => sum + challenge, 0n);
  if (hashToScalar(prefix + commitments.join(',')) !== mod(total)) refuse(fault, `${place} does not hold`);
}

function readBases(value: unknown, place: string): Bases {
  const json = fields(value, 'alpha beta', place);
  return { alpha: readBase(json.alpha, `${place}.alpha`), beta: readBase(json.beta, `${place}.beta`) };
}

function readBase(value: unknown, place: string): Base {
  const base = new Base(decodeCurvePoint(value, place));
  if (!base.inSubgroup()) refuse('bad-point', `${place} is not in the subgroup of prime order`);
  if (base.point.is0()) refuse('bad-point', `${place} is the neutral element`);
  return base;
}

/** Reads a ciphertext of a tally, in which the neutral element may stand. */
export function readCiphertext(value: unknown, place: string): Ciphertext {
  const json = fields(value, 'alpha beta', place);
  return {
    alpha: decodePoint(json.alpha, `${place}.alpha`, true),
    beta: decodePoint(json.beta, `${place}.beta`, true),
  };
}

/** Reads a proof. */
export function readProof(value: unknown, place: string): Proof {
  const json = fields(value, 'challenge response', place);
  return {
    challenge: decodeScalar(json.challenge, `${place}.challenge`),
    response: decodeScalar(json.response, `${place}.response`),
  };
}

/** The product of ciphertexts, an encryption of the sum; of none, the neutral one. */
export function product(ciphertexts: readonly Ciphertext[]): Ciphertext {
  return ciphertexts.reduce((a, b) => ({ alpha: a.alpha.add(b.alpha), beta: a.beta.add(b.beta) }), {
    alpha: IDENTITY,
    beta: IDENTITY,
  });
}
