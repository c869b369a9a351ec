/** Changes that no reader of a JSON structure may overlook. */
import { encodePoint, G, Q, times } from '../src/group.ts';

export type Json = { [key: string]: Json } | Json[] | string | number;

type Path = readonly (string | number)[];

/** A changed text, and what was done to it. */
export interface Mutation {
  readonly what: string;
  readonly text: string;
}

/** Points that are not of the prime-order subgroup, or not written as they must be. */
const BAD_POINTS = [
  '1'.padStart(64, '0'),
  '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec',
  '0'.repeat(64),
  '7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7',
  '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffee',
  '2'.padStart(64, '0'),
];

/**
 * Every change of every value in a structure: fields dropped, doubled, added, reordered; elements dropped, doubled,
 * exchanged; values of another type; points of small or mixed order, and other good points; numbers plus one, plus q.
 * Strings that hold JSON are changed inside as well.
 *
 * @param opaque whether the value there is not for this reader
 */
export function* mutations(text: string, opaque: (path: Path) => boolean = () => false): Generator<Mutation> {
  const root: Json = JSON.parse(text);
  for (const path of paths(root)) {
    if (opaque(path)) continue;
    const value = at(root, path);
    const put = (what: string, by: Json) => ({ what: `${path.join('.')}: ${what}`, text: replaced(root, path, by) });
    if (Array.isArray(value)) yield* ofArray(value, put);
    else if (typeof value === 'object') {
      yield* ofObject(value, put);
      yield { what: `${path.join('.')}: a field twice`, text: doubled(root, path) };
    } else yield* ofLeaf(value, put);
    if (path.length > 0) yield put('another type', typeof value === 'number' ? 'x' : 7);
  }
  yield { what: 'white space', text: `${text} ` };
  yield { what: 'cut off', text: text.slice(0, -1) };
}

type Put = (what: string, by: Json) => Mutation;

function* ofArray(elements: readonly Json[], put: Put): Generator<Mutation> {
  yield put('an element dropped', elements.slice(1));
  yield put('an element twice', [...elements, elements[0] as Json]);
  const [first, second, ...rest] = elements;
  if (second !== undefined && JSON.stringify(first) !== JSON.stringify(second))
    yield put('two elements exchanged', [second, first as Json, ...rest]);
}

function* ofObject(object: { [key: string]: Json }, put: Put): Generator<Mutation> {
  const entries = Object.entries(object);
  for (const [name] of entries)
    yield put(`${name} dropped`, Object.fromEntries(entries.filter(([other]) => other !== name)));
  yield put('an unknown field', { ...object, weight: 1 });
  if (entries.length > 1) yield put('another order', Object.fromEntries([...entries].reverse()));
}

function* ofLeaf(value: string | number, put: Put): Generator<Mutation> {
  if (typeof value === 'number') {
    yield put('one more', value + 1);
    yield put('none', 0);
  } else if (/^[0-9a-f]{64}$/.test(value)) {
    for (const bad of [...BAD_POINTS, mixedOrder(value)]) yield put(`the point ${bad}`, bad);
    yield put('another point', encodePoint(times(G, 5n)));
    yield put('capital letters', value.toUpperCase());
  } else if (/^[0-9]+$/.test(value)) {
    yield put('plus one', String(BigInt(value) + 1n));
    yield put('plus the order of the group', String(BigInt(value) + Q));
    yield put('a leading zero', `0${value}`);
  } else if (value.startsWith('{')) {
    for (const { what, text } of mutations(value)) yield put(`inside, ${what}`, text);
  } else yield put('another text', `${value}x`);
}

/** The point moved by (0, −1), which has order 2: y becomes p − y, and the parity of x changes. */
function mixedOrder(point: string): string {
  const z = BigInt(`0x${point}`);
  const top = 1n << 255n;
  const y = 2n ** 255n - 19n - (z % top);
  return ((z >= top ? 0n : top) + y).toString(16).padStart(64, '0');
}

/** The paths of all values in a JSON value, itself included. */
function paths(value: Json, here: Path = []): Path[] {
  if (typeof value !== 'object') return [here];
  return [
    here,
    ...Object.entries(value).flatMap(([key, inner]) =>
      paths(inner, [...here, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

function at(value: Json, path: Path): Json {
  return path.reduce<Json>((inner, key) => (inner as { [key: string]: Json })[key] as Json, value);
}

function replaced(root: Json, path: Path, by: Json): string {
  if (path.length === 0) return JSON.stringify(by);
  const copy = structuredClone(root);
  (at(copy, path.slice(0, -1)) as { [key: string]: Json })[path.at(-1) as string] = by;
  return JSON.stringify(copy);
}

/** The text with the first field of an object written twice. */
function doubled(root: Json, path: Path): string {
  const mark = '"@here@"';
  const inner = JSON.stringify(at(root, path));
  const [name, value] = Object.entries(at(root, path))[0] as [string, Json];
  return replaced(root, path, '@here@').replace(
    mark,
    () => `{${JSON.stringify(name)}:${JSON.stringify(value)},${inner.slice(1)}`,
  );
}
