/** A point that is raised to several public exponents: one chain of doublings serves them all, and the subgroup check. */
import { IDENTITY, type Point, Q } from './group.ts';

const WINDOW = 4;
const WINDOWS = 64;
const HALF = 1 << (WINDOW - 1);

/** For values that are public: the time depends on the exponents. */
export class Base {
  readonly point: Point;
  /** The point doubled 0, 1, … 252 times. */
  private readonly doubled: readonly Point[];

  constructor(point: Point) {
    this.point = point;
    const doubled = [point];
    for (let last = point; doubled.length < 253; doubled.push(last)) last = last.double();
    this.doubled = doubled;
  }

  /** Whether the point lies in the subgroup of prime order: whether q times it is neutral. */
  inSubgroup(): boolean {
    let sum = IDENTITY;
    for (let i = 0, rest = Q; rest > 0n; i++, rest >>= 1n) if (rest & 1n) sum = sum.add(this.doubled[i] as Point);
    return sum.is0();
  }

  /**
   * The point to the power of an exponent in [0, q). Signed digits of four bits sort the windows' points into eight
   * buckets, which are then summed with their weights: 78 additions at most.
   */
  times(exponent: bigint): Point {
    const buckets: Point[] = new Array(HALF).fill(IDENTITY);
    let rest = exponent;
    for (let w = 0; w < WINDOWS && rest > 0n; w++) {
      let digit = Number(rest & 15n);
      rest >>= 4n;
      if (digit > HALF) {
        digit -= 16;
        rest += 1n;
      }
      const window = this.doubled[w * WINDOW] as Point;
      const b = Math.abs(digit) - 1;
      if (digit !== 0) buckets[b] = (buckets[b] as Point).add(digit < 0 ? window.negate() : window);
    }
    let running = IDENTITY;
    let sum = IDENTITY;
    for (let b = HALF - 1; b >= 0; b--) {
      running = running.add(buckets[b] as Point);
      sum = sum.add(running);
    }
    return sum;
  }
}
