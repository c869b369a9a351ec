import { createHash } from 'node:crypto';
import { ed25519 } from '@noble/curves/ed25519.js';
import { describe, expect, it } from 'vitest';
import { verifyBallot } from '../src/audit.ts';
import { proof } from '../src/ballot.ts';
import type { Credential } from '../src/credential.ts';
import { encodePoint, G, hashToScalar, Q, randomScalar, times } from '../src/group.ts';
import { createBallot, deriveCredential, type Fault } from '../src/index.ts';
import { buildElection, code } from './build.ts';
import { vector } from './vectors.ts';

type Json = { [key: string]: Json } | Json[] | string | number;

const built = buildElection([
  { question: 'Strike?', answers: ['Yes', 'No'], min: 1, max: 1, blank: true },
  { question: 'How?', answers: ['a', 'b'], min: 0, max: 2, blank: false },
]);
const { election } = built;
const credential = deriveCredential(election.uuid, code(0));
const listed = new Set([credential.publicCredential]);
const original = createBallot(election, credential, [
  [0, 1, 0],
  [1, 0],
]).text; // prettier-ignore
const parsed: Json = JSON.parse(original);

/** Why the ballot is refused, or `accepted`. */
function verdict(text: string): Fault | 'accepted' {
  try {
    verifyBallot(election, text, listed);
    return 'accepted';
  } catch (e) {
    expect(e).toMatchObject({ name: 'ProtocolError' });
    return (e as { fault: Fault }).fault;
  }
}

/** Signs a changed ballot anew, as a malicious voter would: the proofs must then refuse it. */
function signed(text: string, by: Credential = credential): string {
  const { signature: _, ...unsigned } = JSON.parse(text);
  const hash = createHash('sha256').update(JSON.stringify(unsigned)).digest('base64').replace('=', '');
  const w = randomScalar();
  const challenge = hashToScalar(`sig|${hash}|${encodePoint(times(G, w))}`);
  return JSON.stringify({ ...unsigned, signature: { hash, proof: proof(challenge, w, by.secret) } });
}

type Path = readonly (string | number)[];

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

/** The ballot's text with the value at the path replaced. */
function replaced(path: Path, by: Json): string {
  if (path.length === 0) return JSON.stringify(by);
  const copy = structuredClone(parsed);
  (at(copy, path.slice(0, -1)) as { [key: string]: Json })[path.at(-1) as string] = by;
  return JSON.stringify(copy);
}

const all = paths(parsed);
const objects = all.filter((path) => typeof at(parsed, path) === 'object' && !Array.isArray(at(parsed, path)));
const arrays = all.filter((path) => Array.isArray(at(parsed, path)));
const leaves = all.filter((path) => typeof at(parsed, path) !== 'object');
const points = leaves.filter((path) => /alpha|beta|credential/.test(String(path.at(-1))));
const scalars = leaves.filter((path) => /challenge|response/.test(String(path.at(-1))));
const inAnswers = (path: Path) => path[0] === 'answers';

describe('the ballot that the mutations start from', () => {
  it('is accepted, also when it is signed again', () => {
    expect([verdict(original), verdict(signed(original))]).toEqual(['accepted', 'accepted']);
  });

  it('has the parts that the mutations visit', () => {
    expect([objects.length, arrays.length, points.length, scalars.length]).toEqual([27, 13, 11, 36]);
  });
});

describe('a changed structure is refused by name', () => {
  it('each field of each object dropped', () => {
    for (const path of objects) {
      const fields = Object.entries(at(parsed, path) as { [key: string]: Json });
      for (const [name] of fields) {
        const text = replaced(path, Object.fromEntries(fields.filter(([other]) => other !== name)));
        expect(path[0] === 'signature' || path.length === 0 ? verdict(text) : verdict(signed(text))).toBe(
          'wrong-fields',
        );
      }
    }
  });

  it('each object with an unknown field, or with its fields in another order', () => {
    for (const path of objects) {
      const fields = Object.entries(at(parsed, path) as { [key: string]: Json });
      for (const changed of [[...fields, ['weight', 1]], [...fields].reverse()]) {
        const text = replaced(path, Object.fromEntries(changed));
        expect(path[0] === 'signature' || path.length === 0 ? verdict(text) : verdict(signed(text))).toBe(
          'wrong-fields',
        );
      }
    }
  });

  it('each field of each object twice', () => {
    for (const path of objects) {
      const inner = JSON.stringify(at(parsed, path));
      const [name, value] = Object.entries(at(parsed, path))[0] as [string, Json];
      const twice = `{${JSON.stringify(name)}:${JSON.stringify(value)},${inner.slice(1)}`;
      expect(verdict(original.replace(inner, twice))).toBe('not-canonical');
    }
  });

  it('each array with an element dropped, or one twice', () => {
    for (const path of arrays) {
      const elements = at(parsed, path) as Json[];
      for (const changed of [elements.slice(1), [...elements, elements[0] as Json]])
        expect(verdict(signed(replaced(path, changed)))).toBe('wrong-shape');
    }
  });

  it('each array with two elements exchanged', () => {
    const expected = /^(wrong-fields|wrong-shape|bad-(individual|overall|blank)-proof)$/;
    for (const path of arrays.filter((path) => (at(parsed, path) as Json[]).length > 1)) {
      const [a, b, ...rest] = at(parsed, path) as Json[];
      expect(verdict(signed(replaced(path, [b as Json, a as Json, ...rest])))).toMatch(expected);
    }
  });

  it('each value of another type', () => {
    for (const path of all.filter((path) => path.length > 0)) {
      const expected = /^(wrong-type|wrong-election|unknown-credential|bad-point|bad-scalar|bad-hash)$/;
      const text = replaced(path, 7);
      expect(verdict(path[0] === 'signature' ? text : signed(text))).toMatch(expected);
    }
  });

  it.each([
    ['not-json', (text: string) => text.slice(0, -1)],
    ['not-json', () => ''],
    ['not-canonical', (text: string) => ` ${text}`],
    ['not-canonical', (text: string) => `${text}\n`],
    ['not-canonical', (text: string) => text.replace('","', '", "')],
    ['not-canonical', (text: string) => text.replace('election_uuid', '\\u0065lection_uuid')],
    ['wrong-shape', (text: string) => text + ' '.repeat(1 << 20)],
  ])('%s: other spellings of the same JSON', (fault, change) => {
    expect(verdict(change(original))).toBe(fault);
  });

  it('bytes that are not UTF-8', () => {
    const bytes = new TextEncoder().encode(original);
    bytes[20] = 0xff;
    expect(() => verifyBallot(election, bytes)).toThrow(expect.objectContaining({ fault: 'not-utf8' }));
  });
});

describe('a changed point is refused', () => {
  const bad: [string, string][] = [
    ['the neutral element', '1'.padStart(64, '0')],
    ['order 2', '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec'],
    ['order 4', '0'.repeat(64)],
    ['order 8', '7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7'],
    ['y above p, not canonical', '7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffee'],
    ['neutral with a sign, not canonical', `8${'1'.padStart(63, '0')}`],
    ['not on the curve', '2'.padStart(64, '0')],
    ['63 digits', '1'.padStart(63, '0')],
    ['empty', ''],
  ];

  it('the points of small order are what they are called', () => {
    const orders = bad.slice(0, 4).map(([, encoding]) => {
      const point = ed25519.Point.fromBytes(Uint8Array.from(Buffer.from(encoding, 'hex')).reverse());
      return [1, 2, 4, 8].find((n) => point.multiplyUnsafe(BigInt(n)).is0());
    });
    expect(orders).toEqual([1, 2, 4, 8]);
  });

  it.each(bad)('%s in the place of each', (_, encoding) => {
    for (const path of points.filter(inAnswers)) expect(verdict(signed(replaced(path, encoding)))).toBe('bad-point');
  });

  it('each moved by a point of small order', () => {
    for (const path of points.filter(inAnswers)) {
      // P + (0, −1), where (0, −1) has order 2, is (−x, −y): y becomes p − y, and the parity of x changes.
      const z = BigInt(`0x${at(parsed, path)}`);
      const top = 1n << 255n;
      const y = 2n ** 255n - 19n - (z % top);
      const mixed = ((z >= top ? 0n : top) + y).toString(16).padStart(64, '0');
      expect(verdict(signed(replaced(path, mixed)))).toBe('bad-point');
    }
  });

  it('each in capital letters', () => {
    for (const path of points.filter(inAnswers)) {
      const capital = (at(parsed, path) as string).toUpperCase();
      expect(verdict(signed(replaced(path, capital)))).toBe('bad-point');
    }
  });

  it('each replaced by another good point', () => {
    for (const path of points.filter(inAnswers))
      expect(verdict(signed(replaced(path, encodePoint(times(G, 5n)))))).toBe('bad-individual-proof');
  });
});

describe('a changed number is refused', () => {
  const proofOf = (path: Path): Fault =>
    path[0] === 'signature'
      ? 'bad-signature'
      : (`bad-${String(path[2]).replace('_proofs', '').replace('_proof', '')}-proof` as Fault);
  const judge = (path: Path, by: Json) => {
    const text = replaced(path, by);
    return verdict(path[0] === 'signature' ? text : signed(text));
  };

  it('each plus one', () => {
    for (const path of scalars)
      expect(judge(path, String(BigInt(at(parsed, path) as string) + 1n))).toBe(proofOf(path));
  });

  it.each([
    ['plus the order of the group', (text: string) => String(BigInt(text) + Q)],
    ['with a leading zero', (text: string) => `0${text}`],
    ['negative', (text: string) => `-${text}`],
    ['in hexadecimal', (text: string) => `0x${BigInt(text).toString(16)}`],
    ['empty', () => ''],
  ])('each %s', (_, change) => {
    for (const path of scalars) expect(judge(path, change(at(parsed, path) as string))).toBe('bad-scalar');
  });
});

describe('a ballot in the wrong place is refused', () => {
  const other = deriveCredential(election.uuid, code(1));

  it('of a credential that is not listed', () => {
    expect(
      verdict(
        createBallot(election, other, [
          [0, 1, 0],
          [1, 0],
        ]).text,
      ),
    ).toBe('unknown-credential'); // prettier-ignore
  });

  it('of another election, or with its fingerprint', () => {
    const { election: another } = buildElection(election.questions);
    expect(
      verdict(
        createBallot(another, credential, [
          [0, 1, 0],
          [1, 0],
        ]).text,
      ),
    ).toBe('wrong-election'); // prettier-ignore
    expect(verdict(signed(replaced(['election_uuid'], '6KtJmwugEAEpW9')))).toBe('wrong-election');
    expect(verdict(signed(replaced(['election_hash'], another.fingerprint)))).toBe('wrong-election');
  });

  it('whose answers are copied from another voter', () => {
    const copy = signed(replaced(['credential'], other.publicCredential), other);
    expect(() => verifyBallot(election, copy, new Set([other.publicCredential]))).toThrow(
      expect.objectContaining({ fault: 'bad-individual-proof' }),
    );
  });

  it("signed by another's credential", () => {
    expect(verdict(signed(original, other))).toBe('bad-signature');
  });

  it('unsigned changes break the hash before anything costly is done', () => {
    expect(verdict(replaced(['answers', 0, 'choices', 0, 'alpha'], encodePoint(G)))).toBe('bad-hash');
    expect(verdict(replaced(['signature', 'hash'], 'A'.repeat(43)))).toBe('bad-hash');
  });
});

describe('the vectors', () => {
  it('every ballot of one election is refused in the others', () => {
    const [one, two] = [vector('one-question'), vector('threshold')];
    for (const text of one.ballots)
      expect(() => verifyBallot(two.election, text)).toThrow(expect.objectContaining({ fault: 'wrong-election' }));
  });
});
