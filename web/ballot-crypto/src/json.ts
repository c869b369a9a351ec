/** Strict reading of the protocol's JSON: compact, fields in the specification's order, nothing else (section 4.1). */
import { refuse } from './errors.ts';

/** The compact form that is hashed. Belenios escapes U+007F, JSON.stringify does not. */
export function canonical(value: unknown): string {
  return JSON.stringify(value).replaceAll('\u007f', '\\u007f');
}

/**
 * Parses bytes or text that must be in canonical form: written again they must be the same, so white space, duplicate
 * fields, other escapes and other spellings of numbers are all refused.
 *
 * @throws ProtocolError `not-utf8`, `not-json` or `not-canonical`
 */
export function parseCanonical(data: string | Uint8Array, place: string): unknown {
  const text = typeof data === 'string' ? data : decodeUtf8(data, place);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('not-json', `${place} is not JSON`);
  }
  return canonical(value) === text
    ? value
    : refuse('not-canonical', `${place} is not in compact canonical form (white space, duplicate fields or escapes)`);
}

/** Decodes UTF-8, refusing what is not. */
export function decodeUtf8(bytes: Uint8Array, place: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse('not-utf8', `${place} is not UTF-8`);
  }
}

/**
 * The value as an object with exactly these fields in this order; a name that ends in `?` may be absent.
 *
 * @throws ProtocolError `wrong-type` or `wrong-fields`
 */
export function fields(value: unknown, names: string, place: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('wrong-type', `${place} is not an object`);
  const present = Object.keys(value);
  const expected = names
    .split(' ')
    .filter((name) => !name.endsWith('?') || present.includes(name.slice(0, -1)))
    .map((name) => name.replace('?', ''));
  if (present.join(' ') !== expected.join(' '))
    refuse('wrong-fields', `${place} must have the fields ${names} in this order`);
  return value as Record<string, unknown>;
}

/** The value as an array, of exactly `length` elements when given. */
export function array(value: unknown, place: string, length?: number): unknown[] {
  if (!Array.isArray(value)) return refuse('wrong-type', `${place} is not an array`);
  if (length !== undefined && value.length !== length)
    refuse('wrong-shape', `${place} must have ${length} elements, not ${value.length}`);
  return value;
}

/** The value as a string. */
export function string(value: unknown, place: string): string {
  return typeof value === 'string' ? value : refuse('wrong-type', `${place} is not a string`);
}

/** The value as a small integer, not negative. */
export function integer(value: unknown, place: string): number {
  return Number.isSafeInteger(value) && (value as number) >= 0
    ? (value as number)
    : refuse('wrong-type', `${place} is not a small integer`);
}

/** The value as one of some words. */
export function word<W extends string>(value: unknown, words: readonly W[], place: string): W {
  return (
    words.find((allowed) => allowed === value) ?? refuse('wrong-type', `${place} is not one of ${words.join(', ')}`)
  );
}

/** The value as 64 lower-case hexadecimal digits: a hash, or 32 random bytes. */
export function hex64(value: unknown, place: string): string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
    ? value
    : refuse('wrong-type', `${place} is not 64 lower-case hexadecimal digits`);
}

/** Texts that rise strictly from one to the next: sorted, and none twice. */
export function rising(values: readonly string[], place: string): readonly string[] {
  const at = values.findIndex((value, i) => i > 0 && (values[i - 1] as string) >= value);
  return at < 0 ? values : refuse('wrong-shape', `${place}[${at}] is not above the one before it`);
}
