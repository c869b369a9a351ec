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
  sha256Base64,
  times,
} from './group.ts';
import { array, canonical, fields, integer, parseCanonical, string } from './json.ts';
import { type Proof, readProof } from './verify.ts';

/** One entry of the trustees structure. Owners are numbered from 1 over all entries, in order. */
export type TrusteeGroup =
  | { readonly kind: 'Single'; readonly keys: readonly [Point]; readonly threshold: 1; readonly subKey: Point }
  | {
      readonly kind: 'Pedersen';
      readonly keys: readonly Point[];
      readonly threshold: number;
      readonly subKey: Point;
      readonly certificates: readonly Certificate[];
      /** The exponentiated coefficients of each trustee's polynomial, the constant one first. */
      readonly coefficients: readonly (readonly Point[])[];
    };

/** What a trustee of a "Pedersen" group signs with and is written to: specification section 4.6.2. */
export interface Certificate {
  readonly size: number;
  readonly threshold: number;
  /** The trustee's number in the group, from 1. */
  readonly index: number;
  readonly verification: Point;
  readonly encryption: Point;
}

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
  return { privateKey, publicKey: canonical({ pok: proveKnowledge(privateKey, public_key), public_key }) };
}

/** Proves knowledge of the private key of a public key: specification section 4.5. */
export function proveKnowledge(privateKey: bigint, publicKey: string): { challenge: string; response: string } {
  const w = randomScalar();
  return proof(knowledgeChallenge(publicKey, times(G, w)), w, privateKey);
}

/**
 * A public key's fingerprint, short enough to compare: Base64 SHA-256 of its 64 hexadecimal digits.
 *
 * @param publicKey serialised
 */
export function keyFingerprint(publicKey: string): string {
  return sha256Base64(publicKey);
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
  const groups = readTrusteeGroups(data);
  const key = groups.reduce((sum, { subKey }) => sum.add(subKey), IDENTITY);
  if (!key.equals(electionKey(election.publicKey)))
    refuse('wrong-public-key', "the trustees' keys do not make the election's public key");
  return groups;
}

/** As {@link readTrustees}, without an election to compare with. */
export function readTrusteeGroups(data: Uint8Array | string): TrusteeGroup[] {
  return array(parseCanonical(data, 'trustees'), 'trustees').map((value, i) => {
    const [kind, content] = array(value, `trustees[${i}]`, 2);
    if (kind === 'Single') return readSingle(content, `trustees[${i}]`);
    if (kind === 'Pedersen') return readPedersen(content, `trustees[${i}]`);
    return refuse('unsupported', `trustees[${i}] is neither "Single" nor "Pedersen"`);
  });
}

function readSingle(value: unknown, place: string): TrusteeGroup {
  const { point } = readTrusteeKey(value, 'pok public_key', place);
  return { kind: 'Single', keys: [point], threshold: 1, subKey: point };
}

/** Reads a trustee_public_key structure and checks its proof of knowledge. */
export function readTrusteeKey(value: unknown, names: string, place: string) {
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
  const certificates = readCertificates(certs, `${place}.certs`);
  const size = certificates.length;
  if (certificates.some((certificate) => certificate.threshold !== threshold))
    refuse('bad-trustee', `${place}.threshold is not the certificates'`);
  const coefficients = array(json.coefexps, `${place}.coefexps`, size).map((signed, i) =>
    readCoefficients(signed, certificates[i] as Certificate, `${place}.coefexps[${i}]`),
  );
  array(json.signatures, `${place}.signatures`, size).forEach((signature, i) => {
    const at = `${place}.signatures[${i}]`;
    checkCommitted(certs, coefficients[i] as Point[], signature, certificates[i] as Certificate, at);
  });
  const keys = array(json.verification_keys, `${place}.verification_keys`, size).map((value, i) =>
    readShareKey(value, certificates[i] as Certificate, coefficients, `${place}.verification_keys[${i}]`),
  );
  const subKey = coefficients.map((c) => c[0] as Point).reduce((a, b) => a.add(b));
  return { kind: 'Pedersen', keys, threshold, subKey, certificates, coefficients };
}

/**
 * Reads the certificates of a group, all of them and in order: each self-signed, for the same size and threshold, no
 * key used twice.
 *
 * @param certs the JSON values
 * @throws ProtocolError `bad-trustee` naming the certificate
 */
export function readCertificates(certs: readonly unknown[], place: string): Certificate[] {
  const certificates = certs.map((cert, i) => readCertificate(cert, `${place}[${i}]`));
  const size = certs.length;
  const threshold = certificates[0]?.threshold;
  certificates.forEach((certificate, i) => {
    if (certificate.size !== size || certificate.threshold !== threshold || certificate.index !== i + 1)
      refuse('bad-trustee', `${place}[${i}] was made for another size, threshold or index`);
  });
  const used = certificates.flatMap(({ verification, encryption }) => [verification, encryption].map(encodePoint));
  if (size === 0 || new Set(used).size !== 2 * size)
    refuse('bad-trustee', `${place} are not the certificates of different trustees`);
  return certificates;
}

/** Reads one certificate: self-signed, for this group, with a threshold and an index that can be. */
export function readCertificate(value: unknown, place: string): Certificate {
  const message = string(fields(value, 'message signature', place).message, `${place}.message`);
  const inner = fields(parseCanonical(message, place), 'context verification encryption', place);
  const context = fields(inner.context, 'group size threshold index', `${place}.context`);
  const [size, threshold, index] = ['size', 'threshold', 'index'].map((name) =>
    integer(context[name], `${place}.context.${name}`),
  ) as [number, number, number];
  if (context.group !== 'Ed25519') refuse('unsupported', `${place} is for another group`);
  // As belenios-tool has it: where all must decrypt, each is a trustee alone.
  if (threshold < 1 || threshold >= size || index < 1 || index > size)
    refuse('bad-trustee', `${place}: the threshold must be from 1 and below the size, the index from 1 to the size`);
  const verification = decodePoint(inner.verification, `${place}.verification`);
  const encryption = decodePoint(inner.encryption, `${place}.encryption`);
  readSigned(value, verification, place);
  return { size, threshold, index, verification, encryption };
}

/** Reads a trustee's signed exponentiated coefficients: as many as the threshold. */
export function readCoefficients(value: unknown, { verification, threshold }: Certificate, place: string): Point[] {
  const message = readSigned(value, verification, place);
  const inner = fields(parseCanonical(message, place), 'coefexps', place);
  return array(inner.coefexps, place, threshold).map((c, k) => decodePoint(c, `${place}.coefexps[${k}]`));
}

/** The text by whose signature a trustee commits to all certificates and the own coefficients. */
export function committed(certs: readonly unknown[], coefficients: readonly Point[]): string {
  return `certs_sig|${canonical({ certs, coefexps: coefficients.map(encodePoint) })}`;
}

/** Checks the signature over {@link committed}. */
export function checkCommitted(
  certs: readonly unknown[],
  coefficients: readonly Point[],
  signature: unknown,
  { verification }: Certificate,
  place: string,
): void {
  verifySignature(committed(certs, coefficients), signature, verification, place);
}

/** Reads a trustee's share of the public key: proved, signed, and the one that follows from all coefficients. */
export function readShareKey(
  value: unknown,
  { verification, index }: Certificate,
  coefficients: readonly (readonly Point[])[],
  place: string,
): Point {
  const { point, json } = readTrusteeKey(value, 'pok public_key signature', place);
  verifySignature(json.public_key as string, json.signature, verification, `${place}.signature`);
  if (!point.equals(shareKey(coefficients, index)))
    refuse('bad-trustee', `${place} does not follow from the published coefficients`);
  return point;
}

/** The public key of a trustee's share: g to the sum of all polynomials at the trustee's index. */
export function shareKey(coefficients: readonly (readonly Point[])[], index: number): Point {
  return coefficients.map((c) => evaluate(c, index)).reduce((a, b) => a.add(b));
}

/** Signs a message: specification section 4.6.1. */
export function signMessage(message: string, signingKey: bigint): { challenge: string; response: string } {
  const w = randomScalar();
  return proof(messageChallenge(message, times(G, w)), w, signingKey);
}

/** Reads a signed_msg structure and checks its signature; returns the message. */
export function readSigned(value: unknown, key: Point, place: string): string {
  const json = fields(value, 'message signature', place);
  const message = string(json.message, `${place}.message`);
  verifySignature(message, json.signature, key, place);
  return message;
}

function verifySignature(message: string, value: unknown, key: Point, place: string): void {
  const { challenge, response }: Proof = readProof(value, `${place}.signature`);
  const commitment = doubleTimes(G, response, key, challenge);
  if (messageChallenge(message, commitment) !== challenge)
    refuse('bad-trustee', `${place} has a signature that does not hold`);
}

function messageChallenge(message: string, commitment: Point): bigint {
  return hashToScalar(`sigmsg|${message}|${encodePoint(commitment)}`);
}

/** g^f(j) from the exponentiated coefficients of f. */
export function evaluate(coefficients: readonly Point[], j: number): Point {
  let power = 1n;
  let sum = IDENTITY;
  for (const coefficient of coefficients) {
    sum = sum.add(coefficient.multiplyUnsafe(power));
    power = mod(power * BigInt(j));
  }
  return sum;
}
