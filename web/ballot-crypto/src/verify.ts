/** Checking ballots: specification sections 4.11 to 4.13, 4.16 and 4.17. */
import { type Election, electionKey, type Question } from './election.ts';
import { type Fault, refuse } from './errors.ts';
import {
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

function verifyAnswer(y: Point, s0: string, question: Question, value: unknown, place: string): Ciphertext[] {
  const names = `choices individual_proofs overall_proof${question.blank ? ' blank_proof' : ''}`;
  const json = fields(value, names, place);
  const length = question.answers.length + (question.blank ? 1 : 0);
  const choices = array(json.choices, `${place}.choices`, length).map((c, i) =>
    readCiphertext(c, `${place}.choices[${i}]`),
  );
  const pairs = choices.map(({ alpha, beta }) => `${encodePoint(alpha)},${encodePoint(beta)}`);
  const s = `${s0}|${pairs.join(',')}`;
  array(json.individual_proofs, `${place}.individual_proofs`, length).forEach((proof, i) => {
    const claims = claim(choices[i] as Ciphertext, 0, 1);
    verifyOneOf(
      y,
      `prove|${s0}|${pairs[i]}|`,
      claims,
      proof,
      'bad-individual-proof',
      `${place}.individual_proofs[${i}]`,
    );
  });
  const overall = `${place}.overall_proof`;
  if (!question.blank) {
    const total = product(choices);
    const prefix = `prove|${s}|${encodePoint(total.alpha)},${encodePoint(total.beta)}|`;
    const claims = claim(total, question.min, question.max);
    verifyOneOf(y, prefix, claims, json.overall_proof, 'bad-overall-proof', overall);
    return choices;
  }
  const blank = choices[0] as Ciphertext;
  const total = product(choices.slice(1));
  const nonBlank = claim(total, question.min, question.max);
  const claims = [...claim(blank, 1, 1), ...nonBlank];
  verifyOneOf(y, `bproof1|${s}|`, claims, json.overall_proof, 'bad-overall-proof', overall);
  const either = [...claim(blank, 0, 0), ...claim(total, 0, 0)];
  verifyOneOf(y, `bproof0|${s}|`, either, json.blank_proof, 'bad-blank-proof', `${place}.blank_proof`);
  return choices;
}

/** The claim that the ciphertext, divided by the value, encrypts 0. */
function claim({ alpha, beta }: Ciphertext, min: number, max: number): Ciphertext[] {
  const claims: Ciphertext[] = [];
  let divided = beta;
  for (let m = 0; m <= max; m++) {
    if (m >= min) claims.push({ alpha, beta: divided });
    divided = divided.subtract(G);
  }
  return claims;
}

function verifyOneOf(
  y: Point,
  prefix: string,
  claims: readonly Ciphertext[],
  value: unknown,
  fault: Fault,
  place: string,
): void {
  const proofs = array(value, place, claims.length).map((p, j) => readProof(p, `${place}[${j}]`));
  const commitments = claims.map(({ alpha, beta }, j) => {
    const { challenge, response } = proofs[j] as Proof;
    const a = doubleTimes(G, response, alpha, challenge);
    const b = doubleTimes(y, response, beta, challenge);
    return `${encodePoint(a)},${encodePoint(b)}`;
  });
  const total = proofs.reduce((sum, { challenge }) => sum + challenge, 0n);
  if (hashToScalar(prefix + commitments.join(',')) !== mod(total)) refuse(fault, `${place} does not hold`);
}

/** Reads a ciphertext. */
export function readCiphertext(value: unknown, place: string, identity = false): Ciphertext {
  const json = fields(value, 'alpha beta', place);
  return {
    alpha: decodePoint(json.alpha, `${place}.alpha`, identity),
    beta: decodePoint(json.beta, `${place}.beta`, identity),
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
