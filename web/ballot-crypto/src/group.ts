/**
 * The group Ed25519 as the Belenios specification uses it (section 5.2.1): the prime-order subgroup, written
 * additively here (the specification's `a × b` is `a.add(b)`, its `g^x` is `times(G, x)`).
 */
import { mulAddUnsafe } from '@noble/curves/abstract/curve.js';
import { type EdwardsPoint, edwards } from '@noble/curves/abstract/edwards.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { refuse } from './errors.ts';

/** The order of the group. */
export const Q = 2n ** 252n + 27742317777372353535851937790883648493n;

// The curve module is taken directly, not ed25519.js: that one brings signatures, X25519 and more, 3.5 KB brotli.
const Curve = edwards({
  p: 2n ** 255n - 19n,
  n: Q,
  h: 8n,
  a: 2n ** 255n - 20n,
  d: 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n,
  Gx: 0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51an,
  Gy: 0x6666666666666666666666666666666666666666666666666666666666666658n,
});

/** A group element. */
export type Point = EdwardsPoint;

/** The neutral element. */
export const IDENTITY: Point = Curve.ZERO;

/**
 * The generator g. A copy of the library's BASE: multiples of BASE itself are blinded with 128 further bits, which
 * doubles the time of every exponentiation and guards only against an attacker who measures power on the device.
 */
export const G: Point = Curve.fromAffine(Curve.BASE.toAffine()).precompute(6);

/** `point^scalar`, in time that does not depend on the scalar's digits; the scalar is reduced first. */
export function times(point: Point, scalar: bigint): Point {
  const s = mod(scalar);
  return s === 0n ? IDENTITY : point.multiply(s);
}

/** `a^x × b^y` for public values only: time depends on the scalars, which must lie in [0, q). */
export function doubleTimes(a: Point, x: bigint, b: Point, y: bigint): Point {
  return mulAddUnsafe(Curve, [a, b], [x, y]);
}

/** The representative in [0, q). */
export function mod(x: bigint): bigint {
  const r = x % Q;
  return r < 0n ? r + Q : r;
}

/** The inverse modulo q of a scalar that is not 0. */
export function invert(x: bigint): bigint {
  return Curve.Fn.inv(mod(x));
}

/** A uniform scalar: 512 random bits from the platform's generator, reduced. */
export function randomScalar(): bigint {
  return mod(BigInt(`0x${hex(crypto.getRandomValues(new Uint8Array(64)))}`));
}

/** The serialisation: 64 lower-case hexadecimal digits of y with the lowest bit of x on top, big-endian. */
export function encodePoint(point: Point): string {
  return hex(point.toBytes().reverse());
}

/**
 * Reads a point. Refuses what is not the one canonical encoding of an element of the prime-order subgroup.
 *
 * @param place where it stands, for the error
 * @param identity whether the neutral element is allowed (only in sums and decryption factors)
 * @throws ProtocolError `bad-point`
 */
export function decodePoint(text: unknown, place: string, identity = false): Point {
  const point = decodeCurvePoint(text, place);
  if (!point.isTorsionFree()) refuse('bad-point', `${place} is not in the subgroup of prime order`);
  if (!identity && point.is0()) refuse('bad-point', `${place} is the neutral element`);
  return point;
}

/** The affine coordinates of a point, as they can be sent between threads. */
export interface Affine {
  readonly x: bigint;
  readonly y: bigint;
}

/** A point from coordinates that were checked before, in a thread of this program. */
export function fromChecked(coordinates: Affine): Point {
  return Curve.fromAffine(coordinates);
}

/** Reads the canonical encoding of a point of the curve; whether it is in the subgroup is left to the caller. */
export function decodeCurvePoint(text: unknown, place: string): Point {
  if (typeof text !== 'string' || !/^[0-9a-f]{64}$/.test(text))
    return refuse('bad-point', `${place} is not 64 lower-case hexadecimal digits`);
  try {
    return Curve.fromBytes(unhex(text).reverse());
  } catch {
    return refuse('bad-point', `${place} is not the canonical encoding of a point of the curve`);
  }
}

/**
 * Reads a number modulo q in base 10 without leading zeros.
 *
 * @throws ProtocolError `bad-scalar`
 */
export function decodeScalar(text: unknown, place: string): bigint {
  if (typeof text !== 'string' || !/^(0|[1-9][0-9]{0,75})$/.test(text))
    return refuse('bad-scalar', `${place} is not a decimal number without leading zeros`);
  const value = BigInt(text);
  return value < Q ? value : refuse('bad-scalar', `${place} is not below the order of the group`);
}

/** SHA-256 of the text's UTF-8 bytes, as a big-endian number modulo q. */
export function hashToScalar(text: string): bigint {
  return mod(BigInt(`0x${sha256Hex(text)}`));
}

/** SHA-256 of the text's UTF-8 bytes. */
export function sha256Bytes(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(digest(text));
}

/** SHA-256 in lower-case hexadecimal. */
export function sha256Hex(data: string | Uint8Array): string {
  return hex(digest(data));
}

/** SHA-256 in Base64 without padding: the fingerprint of an election, the hash and the tracker of a ballot. */
export function sha256Base64(data: string | Uint8Array): string {
  return btoa(String.fromCharCode(...digest(data))).replace('=', '');
}

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** The bytes of lower-case hexadecimal digits. */
export function unhex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

function digest(data: string | Uint8Array): Uint8Array {
  return sha256(typeof data === 'string' ? new TextEncoder().encode(data) : data);
}
