import { describe, expect, it } from 'vitest';
import {
  type Ceremony,
  currentStep,
  type Done,
  dueNow,
  passphraseFault,
  type Seat,
  stepsDone,
  waitingFor,
} from '../src/trustee/ceremony.ts';

const PARTS = ['certificate', 'polynomial', 'confirmation', 'rehearsal'] as const;

/** What is done after that many parts. */
const after = (parts: number) => Object.fromEntries(PARTS.map((part, i) => [part, i < parts])) as unknown as Done;
const seat = (n: number, parts: number, name = `Trustee ${n}`): Seat => ({ seat: n, name, done: after(parts) });
const free = (n: number): Seat => ({ seat: n, done: after(0) });

const ceremony = (phase: Ceremony['phase'], seats: readonly Seat[], mine?: number): Ceremony => ({
  threshold: 2,
  holders: 3,
  phase,
  seats,
  ...(mine && { mine }),
});

describe('what a trustee has to do next', () => {
  it('is nothing while the ballot is a draft', () => {
    expect(dueNow(ceremony('certificates', [free(1), free(2), free(3)]), 'draft')).toBe('too-early');
  });

  it('is nothing once the ballot was called off', () => {
    expect(dueNow(ceremony('certificates', [seat(1, 0), free(2), free(3)], 1), 'cancelled')).toBe('over');
    expect(dueNow(ceremony('certificates', [free(1), free(2), free(3)]), 'cancelled')).toBe('over');
  });

  it('is to take a place while one is free', () => {
    expect(dueNow(ceremony('certificates', [seat(1, 0), free(2), seat(3, 0)]), 'approved')).toBe('take-seat');
    expect(dueNow(ceremony('certificates', [seat(1, 0), seat(2, 0), seat(3, 0)]), 'approved')).toBe('full');
  });

  it('follows the rounds, and is to wait where the others are behind', () => {
    const rounds = [
      ['certificates', 0, 'make-key'],
      ['certificates', 1, 'wait'],
      ['polynomials', 1, 'join'],
      ['polynomials', 2, 'wait'],
      ['confirmations', 2, 'confirm'],
      ['confirmations', 3, 'wait'],
      ['done', 3, 'wait'],
    ] as const;
    for (const [phase, parts, due] of rounds)
      expect(dueNow(ceremony(phase, [seat(1, parts), free(2), free(3)], 1), 'approved')).toBe(due);
  });

  it('begins again with a key when a place was given to someone else', () => {
    expect(dueNow(ceremony('certificates', [seat(1, 0), free(2), seat(3, 0)], 1), 'approved')).toBe('make-key');
  });

  it('is a rehearsal once the ballot is keyed, until it opens', () => {
    const [before, done] = [3, 4].map((parts) => ceremony('done', [seat(1, parts), seat(2, 3), seat(3, 3)], 1)) as [
      Ceremony,
      Ceremony,
    ];
    for (const state of ['keyed', 'ready']) {
      expect(dueNow(before, state)).toBe('rehearse');
      expect(dueNow(done, state)).toBe('ready');
    }
    expect(dueNow(before, 'open')).toBe('ready');
  });

  it('is to count after the close', () => {
    for (const state of ['closed', 'counted', 'declared', 'withheld'])
      expect(dueNow(ceremony('done', [seat(1, 4), seat(2, 4), seat(3, 4)], 1), state)).toBe('count');
  });
});

describe('the steps of a trustee', () => {
  it('are counted by what is done', () => {
    const at = (parts: number) => ceremony('done', [seat(1, parts), free(2), free(3)], 1);
    expect(stepsDone(at(2))).toEqual([true, true, true, false, false]);
    expect(currentStep(at(2))).toBe(3);
    expect(currentStep(at(4))).toBe(5);
    expect(currentStep(ceremony('certificates', [free(1), free(2), free(3)]))).toBe(0);
  });

  it('name those whom the others wait for', () => {
    const waiting = ceremony('certificates', [seat(1, 1), seat(2, 0, 'Tegan'), free(3)], 1);
    expect(waitingFor(waiting)).toEqual({ names: ['Tegan'], free: 1 });
    expect(waitingFor(ceremony('done', [seat(1, 3), seat(2, 3), seat(3, 3)], 1))).toEqual({ names: [], free: 0 });
  });
});

describe('a passphrase', () => {
  it('has at least 12 characters, and not too few different ones', () => {
    expect(passphraseFault('short')).toBe('tooShort');
    expect(passphraseFault('aaaaaaaaaaaaaaaa')).toBe('tooPlain');
    expect(passphraseFault('AbAbAbAbAbAbAb')).toBe('tooPlain');
    expect(passphraseFault('correct horse battery')).toBeUndefined();
  });

  it('is counted in characters, not in what stores them', () => {
    expect(passphraseFault('😀😁😂😃😄😅😆😇😈😉😊')).toBe('tooShort');
  });
});
