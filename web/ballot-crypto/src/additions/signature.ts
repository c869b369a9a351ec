/** Signatures over what Tellers adds to Belenios: Schnorr in the same group, one form for all purposes. */
import { proof } from '../ballot.ts';
import { type Fault, refuse } from '../errors.ts';
import { doubleTimes, encodePoint, G, hashToScalar, type Point, randomScalar, times } from '../group.ts';
import { readProof } from '../verify.ts';

/** What a signature is for: one made for one purpose does not hold for another. */
export type Purpose = 'plan' | 'decision';

/** A Schnorr proof as JSON. */
export interface ProofJson {
  readonly challenge: string;
  readonly response: string;
}

/** Signs a message with a private key. */
export function sign(purpose: Purpose, message: string, privateKey: bigint): ProofJson {
  return signWith(purpose, message, privateKey, randomScalar());
}

/** Signs with a given nonce, which must be used for nothing else: two signatures with one nonce give the key away. */
export function signWith(purpose: Purpose, message: string, privateKey: bigint, nonce: bigint): ProofJson {
  const challenge = challengeOf(purpose, encodePoint(times(G, privateKey)), message, times(G, nonce));
  return proof(challenge, nonce, privateKey);
}

/**
 * Checks a signature.
 *
 * @param value the signature's JSON value
 * @throws ProtocolError with the given fault when it is not by this key over this message for this purpose
 */
export function checkSignature(
  purpose: Purpose,
  message: string,
  value: unknown,
  publicKey: Point,
  fault: Fault,
  place: string,
): void {
  const { challenge, response } = readProof(value, place);
  const commitment = doubleTimes(G, response, publicKey, challenge);
  if (challengeOf(purpose, encodePoint(publicKey), message, commitment) !== challenge)
    refuse(fault, `${place} is not by that key over that text`);
}

function challengeOf(purpose: Purpose, publicKey: string, message: string, commitment: Point): bigint {
  return hashToScalar(`tellers-sign|${purpose}|${publicKey}|${message}|${encodePoint(commitment)}`);
}
