/** Trustees' keys: specification sections 4.5 to 4.7. */
import { proof } from './ballot.ts';
import { type Election, electionKey } from './election.ts';
import { refuse } from './errors.ts';
import {
  decodePoint,
  doubleTimes,
  encodePoint,
  G,
  hashToScalar,
  IDENTITY,
  mod,
  type Point,
  randomScalar,
  times,
} from './group.ts';
import { array, canonical, fields, integer, parseCanonical, string } from './json.ts';
import { type Proof, readProof } from './verify.ts';

/** One entry of the trustees structure. Owners are numbered from 1 over all entries, in order. */
export type TrusteeGroup =
  | { readonly kind: 'Single'; readonly keys: readonly [Point]; readonly threshold: 1; readonly subKey: Point }
  | { readonly kind: 'Pedersen'; readonly keys: readonly Point[]; readonly threshold: number; readonly subKey: Point };

/** A trustee's new key. */
export interface TrusteeKey {
  /** x: whoever holds it, and all the others needed, can open the box. */
  readonly privateKey: bigint;
  /** The trustee_public_key structure, canonical: public key with proof of knowledge of x. */
  readonly publicKey: string;
}

/** Makes a key for a "Single" trustee with its proof of knowledge. */
export function generateTrusteeKey(): TrusteeKey {
  const privateKey = randomScalar();
  const public_key = encodePoint(times(G, privateKey));
  const w = randomScalar();
  const challenge = knowledgeChallenge(public_key, times(G, w));
  return { privateKey, publicKey: canonical({ pok: proof(challenge, w, privateKey), public_key }) };
}

/**
 * Checks a trustee_public_key structure as a "Single" trustee hands it in.
 *
 * @returns the public key
 * @throws ProtocolError `bad-trustee` when its proof of knowledge does not hold, or the fault of its form
 */
export function verifyTrusteePublicKey(text: string): Point {
  return readTrusteeKey(parseCanonical(text, 'trustee public key'), 'pok public_key', 'trustee public key').point;
}

/**
 * Reads and checks trustees.json wholly: every proof of knowledge, for "Pedersen" every signature and that the keys
 * follow from the published coefficients, and that together they make the election's public key.
 *
 * @throws ProtocolError naming the trustee
 */
export function readTrustees(data: Uint8Array | string, election: Election): TrusteeGroup[] {
  const groups = array(parseCanonical(data, 'trustees'), 'trustees').map((value, i) => {
    const [kind, content] = array(value, `trustees[${i}]`, 2);
    if (kind === 'Single') return readSingle(content, `trustees[${i}]`);
    if (kind === 'Pedersen') return readPedersen(content, `trustees[${i}]`);
    return refuse('unsupported', `trustees[${i}] is neither "Single" nor "Pedersen"`);
  });
  const key = groups.reduce((sum, { subKey }) => sum.add(subKey), IDENTITY);
  if (!key.equals(electionKey(election.publicKey)))
    refuse('wrong-public-key', "the trustees' keys do not make the election's public key");
  return groups;
}

function readSingle(value: unknown, place: string): TrusteeGroup {
  const { point } = readTrusteeKey(value, 'pok public_key', place);
  return { kind: 'Single', keys: [point], threshold: 1, subKey: point };
}

function readTrusteeKey(value: unknown, names: string, place: string) {
  const json = fields(value, names, place);
  const point = decodePoint(json.public_key, `${place}.public_key`);
  const { challenge, response } = readProof(json.pok, `${place}.pok`);
  const commitment = doubleTimes(G, response, point, challenge);
  if (knowledgeChallenge(json.public_key as string, commitment) !== challenge)
    refuse('bad-trustee', `${place}.pok does not prove knowledge of the private key`);
  return { point, json };
}

function knowledgeChallenge(publicKey: string, commitment: Point): bigint {
  return hashToScalar(`pok|Ed25519|${publicKey}|${encodePoint(commitment)}`);
}

function readPedersen(value: unknown, place: string): TrusteeGroup {
  const json = fields(value, 'threshold certs coefexps signatures verification_keys', place);
  const threshold = integer(json.threshold, `${place}.threshold`);
  const certs = array(json.certs, `${place}.certs`);
  const size = certs.length;
  if (threshold < 1 || threshold > size) refuse('bad-trustee', `${place}.threshold is not between 1 and ${size}`);
  const signers = certs.map((cert, i) =>
    readCertificate(cert, { size, threshold, index: i + 1 }, `${place}.certs[${i}]`),
  );
  const coefficients = array(json.coefexps, `${place}.coefexps`, size).map((signed, i) => {
    const at = `${place}.coefexps[${i}]`;
    const message = readSigned(signed, signers[i] as Point, at);
    const inner = fields(parseCanonical(message, at), 'coefexps', at);
    return array(inner.coefexps, at, threshold).map((c, k) => decodePoint(c, `${at}.coefexps[${k}]`));
  });
  array(json.signatures, `${place}.signatures`, size).forEach((signature, i) => {
    const message = canonical({ certs, coefexps: coefficients[i]?.map(encodePoint) });
    verifySignature(`certs_sig|${message}`, signature, signers[i] as Point, `${place}.signatures[${i}]`);
  });
  const keys = array(json.verification_keys, `${place}.verification_keys`, size).map((value, i) => {
    const at = `${place}.verification_keys[${i}]`;
    const { point, json: key } = readTrusteeKey(value, 'pok public_key signature', at);
    verifySignature(key.public_key as string, key.signature, signers[i] as Point, `${at}.signature`);
    const expected = coefficients.map((c) => evaluate(c, i + 1)).reduce((a, b) => a.add(b));
    if (!point.equals(expected)) refuse('bad-trustee', `${at} does not follow from the published coefficients`);
    return point;
  });
  const subKey = coefficients.map((c) => c[0] as Point).reduce((a, b) => a.add(b));
  return { kind: 'Pedersen', keys, threshold, subKey };
}

/** Checks a certificate's self-signature and context; returns the verification key in it. */
function readCertificate(
  value: unknown,
  { size, threshold, index }: { size: number; threshold: number; index: number },
  place: string,
): Point {
  const message = string(fields(value, 'message signature', place).message, `${place}.message`);
  const inner = fields(parseCanonical(message, place), 'context verification encryption', place);
  if (canonical(inner.context) !== canonical({ group: 'Ed25519', size, threshold, index }))
    refuse('bad-trustee', `${place} was made for another group, size, threshold or index`);
  const key = decodePoint(inner.verification, `${place}.verification`);
  decodePoint(inner.encryption, `${place}.encryption`);
  readSigned(value, key, place);
  return key;
}

function readSigned(value: unknown, key: Point, place: string): string {
  const json = fields(value, 'message signature', place);
  const message = string(json.message, `${place}.message`);
  verifySignature(message, json.signature, key, place);
  return message;
}

function verifySignature(message: string, value: unknown, key: Point, place: string): void {
  const { challenge, response }: Proof = readProof(value, `${place}.signature`);
  const commitment = doubleTimes(G, response, key, challenge);
  if (hashToScalar(`sigmsg|${message}|${encodePoint(commitment)}`) !== challenge)
    refuse('bad-trustee', `${place} has a signature that does not hold`);
}

/** g^f(j) from the exponentiated coefficients of f. */
function evaluate(coefficients: readonly Point[], j: number): Point {
  let power = 1n;
  let sum = IDENTITY;
  for (const coefficient of coefficients) {
    sum = sum.add(coefficient.multiplyUnsafe(power));
    power = mod(power * BigInt(j));
  }
  return sum;
}
