/** Private messages between the trustees of a "Pedersen" group, carried by a server: specification section 4.6. */
import { ProtocolError, refuse } from './errors.ts';
import {
  decodePoint,
  encodePoint,
  G,
  hashToScalar,
  hex,
  type Point,
  randomScalar,
  sha256Bytes,
  times,
  unhex,
} from './group.ts';
import { canonical, decodeUtf8, fields, parseCanonical, string } from './json.ts';
import { readSigned, signMessage } from './trustees.ts';

const SEED_FORM = /^[1-9A-HJ-NP-Za-km-z]{22}$/;
const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** A trustee's keys of a key ceremony, all derived from one secret seed. */
export interface SeatKeys {
  readonly signing: bigint;
  readonly decryption: bigint;
  /** g^signing */
  readonly verification: Point;
  /** g^decryption */
  readonly encryption: Point;
}

/** A new secret seed: 22 Base58 characters, each equally likely. */
export function generateSeed(): string {
  let seed = '';
  while (seed.length < 22)
    for (const byte of crypto.getRandomValues(new Uint8Array(32)))
      if (byte < 232 && seed.length < 22) seed += ALPHABET[byte % 58];
  return seed;
}

/**
 * The keys of a seed.
 *
 * @throws ProtocolError `wrong-key` when it does not have the form of a seed
 */
export function seatKeys(seed: string): SeatKeys {
  if (!SEED_FORM.test(seed)) refuse('wrong-key', 'the secret seed is not 22 Base58 characters');
  const signing = hashToScalar(`sk|${seed}`);
  const decryption = hashToScalar(`dk|${seed}`);
  return { signing, decryption, verification: times(G, signing), encryption: times(G, decryption) };
}

/** Signs a message and encrypts it for the recipient. */
export async function send({ signing }: SeatKeys, recipient: Point, message: string): Promise<string> {
  const inner = canonical({ recipient: encodePoint(recipient), message });
  const signed = canonical({ message: inner, signature: signMessage(inner, signing) });
  const r = randomScalar();
  const secret = times(G, randomScalar());
  const alpha = encodePoint(times(G, r));
  const beta = encodePoint(times(recipient, r).add(secret));
  const { key, iv } = await symmetric(secret, alpha, 'encrypt');
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(signed));
  return canonical({ algorithm: 'AES-GCM', alpha, beta, data: hex(new Uint8Array(data)) });
}

/**
 * Decrypts a message and checks who signed it and for whom.
 *
 * @param sender the sender's verification key
 * @throws ProtocolError `bad-message`
 */
export async function receive(
  { decryption, encryption }: SeatKeys,
  sender: Point,
  text: string,
  place: string,
): Promise<string> {
  const json = fields(parseCanonical(text, place), 'algorithm alpha beta data', place);
  if (json.algorithm !== 'AES-GCM') refuse('unsupported', `${place} is not encrypted with AES-GCM`);
  const alpha = decodePoint(json.alpha, `${place}.alpha`);
  const beta = decodePoint(json.beta, `${place}.beta`);
  const data = string(json.data, `${place}.data`);
  if (!/^([0-9a-f]{2})+$/.test(data)) refuse('bad-message', `${place}.data is not in hexadecimal`);
  const { key, iv } = await symmetric(beta.subtract(times(alpha, decryption)), encodePoint(alpha), 'decrypt');
  const opened = await crypto.subtle
    .decrypt({ name: 'AES-GCM', iv }, key, unhex(data))
    .catch(() => refuse('bad-message', `${place} cannot be decrypted with this key`));
  const signed = parseCanonical(decodeUtf8(new Uint8Array(opened), place), place);
  const inner = fields(parseCanonical(authentic(signed, sender, place), place), 'recipient message', place);
  if (inner.recipient !== encodePoint(encryption)) refuse('bad-message', `${place} was written to someone else`);
  return string(inner.message, `${place}.message`);
}

function authentic(signed: unknown, sender: Point, place: string): string {
  try {
    return readSigned(signed, sender, place);
  } catch (e) {
    if (e instanceof ProtocolError && e.fault === 'bad-trustee')
      return refuse('bad-message', `${place} was not signed by its sender`);
    throw e;
  }
}

/** The key and the initialisation vector, the whole 32 bytes of its hash, that the shared secret gives. */
async function symmetric(secret: Point, alpha: string, use: 'encrypt' | 'decrypt') {
  const raw = sha256Bytes(`key|${encodePoint(secret)}`);
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, [use]);
  return { key, iv: sha256Bytes(`iv|${alpha}`) };
}
