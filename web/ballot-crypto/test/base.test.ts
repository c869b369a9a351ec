import { ED25519_TORSION_SUBGROUP } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Base } from '../src/base.ts';
import { decodeCurvePoint, G, IDENTITY, Q, times } from '../src/group.ts';

const scalar = fc.bigInt({ min: 0n, max: Q - 1n });

/** The encoding with its bytes in the order of the Belenios specification. */
const reversed = (encoding: string) => Buffer.from(encoding, 'hex').reverse().toString('hex');

describe('a base of several exponents', () => {
  it('gives the same powers as the library', () => {
    const property = fc.property(scalar, scalar, scalar, (x, a, b) => {
      const point = times(G, x);
      const base = new Base(point);
      expect(base.times(a).equals(times(point, a))).toBe(true);
      expect(base.times(b).equals(times(point, b))).toBe(true);
    });
    fc.assert(property, { numRuns: 30 });
  });

  it.each([0n, 1n, 7n, 8n, 9n, 15n, 16n, 0x88888888n, 2n ** 252n, 2n ** 252n - 1n, Q - 1n, Q - 2n])(
    'also at the exponent %d, where digits carry or are missing',
    (exponent) => {
      expect(new Base(G).times(exponent).equals(times(G, exponent))).toBe(true);
    },
  );

  it('of the neutral element are neutral', () => {
    expect(new Base(IDENTITY).times(Q - 1n).is0()).toBe(true);
  });

  it('tells points of the subgroup from those with a part of small order', () => {
    const verdicts = ED25519_TORSION_SUBGROUP.map((encoding) => {
      const small = decodeCurvePoint(reversed(encoding), 'point');
      return [new Base(small).inSubgroup(), new Base(small.add(G)).inSubgroup()];
    });
    expect(verdicts).toEqual([[true, true], ...Array.from({ length: 7 }, () => [false, false])]);
  });
});
