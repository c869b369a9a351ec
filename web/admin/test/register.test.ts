import { describe, expect, it } from 'vitest';
import {
  changesNothing,
  choiceFaults,
  columnFaults,
  confirmationOf,
  lookAgainAfter,
  numberIn,
  percentOf,
  phasesOf,
  type Run,
  undoableUntil,
} from '../src/register/run.ts';

/** A dry run that changes one member, unless stated. */
function dryRun(more: Partial<Run> = {}): Run {
  return {
    id: '0192f000-0000-7000-8000-000000000001',
    mode: 'update',
    state: 'dry-run',
    readAt: '2026-02-02T10:00:00Z',
    readBy: 'olwen',
    undoable: false,
    kept: 0,
    validRowsOnly: false,
    encoding: 'utf-8',
    separator: 'comma',
    columns: [],
    rows: 1,
    new: 0,
    changed: 1,
    left: 0,
    unchanged: 0,
    duplicate: 0,
    invalid: 0,
    warnings: 0,
    withoutEmail: 0,
    conflicts: 0,
    overwrite: false,
    ...more,
  };
}

const silent = { validRowsOnly: false, overwrite: false, left: '' };

describe('a register file', () => {
  it('is asked for often while it goes on by itself, seldom while it waits for somebody, and then no more', () => {
    expect(lookAgainAfter('reading')).toBe(lookAgainAfter('undoing'));
    expect(lookAgainAfter('dry-run')).toBeGreaterThan(lookAgainAfter('applying') as number);
    for (const state of ['applied', 'undone', 'failed', 'superseded'] as const)
      expect(lookAgainAfter(state)).toBe(false);
  });

  it('shows how much of a phase is done where the service knows it', () => {
    expect(percentOf({ phase: 'reading', done: 333, expected: 1_000 })).toBe(33);
    expect(percentOf({ phase: 'reading', done: 1_100, expected: 1_000 })).toBe(100);
    expect(percentOf({ phase: 'comparing', done: 0, expected: 0 })).toBeUndefined();
    expect(phasesOf('applying')).toEqual(['applying', 'announcing']);
  });

  it('needs number, last name, section and status, and no column twice', () => {
    expect(columnFaults(['membership_number', 'last_name', 'section', 'status', ''])).toEqual({
      missing: [],
      twice: [],
    });
    expect(columnFaults(['membership_number', 'town', 'town', 'section'])).toEqual({
      missing: ['last_name', 'status'],
      twice: ['town'],
    });
  });

  it('says until when it can be taken back', () => {
    expect(undoableUntil('2026-02-02T10:00:00Z')).toBe('2026-03-04T10:00:00.000Z');
  });
});

describe('the confirmation of a dry run', () => {
  it('needs nothing more when every row is valid and nobody leaves', () => {
    expect(choiceFaults(dryRun(), silent)).toEqual([]);
    expect(confirmationOf(dryRun(), silent)).toEqual({ validRowsOnly: false });
  });

  it('leaves invalid rows out only when somebody says so', () => {
    const run = dryRun({ invalid: 3 });
    expect(choiceFaults(run, silent)).toEqual(['validRowsOnly']);
    expect(choiceFaults(run, { ...silent, validRowsOnly: true })).toEqual([]);
    expect(confirmationOf(run, { ...silent, validRowsOnly: true }).validRowsOnly).toBe(true);
  });

  it('marks members as left only when their number is typed, with or without separators', () => {
    const run = dryRun({ mode: 'full', left: 1_213 });
    for (const typed of ['', '1212', '-1213', '1.213 members'])
      expect(choiceFaults(run, { ...silent, left: typed })).toEqual(['left']);
    for (const typed of ['1213', '1,213', ' 1 213 ']) expect(choiceFaults(run, { ...silent, left: typed })).toEqual([]);
    expect(confirmationOf(run, silent).left).toBe(1_213);
  });

  it('names the number of leavers of a full file also when there are none, as the service demands', () => {
    const run = dryRun({ mode: 'full' });
    expect(choiceFaults(run, silent)).toEqual([]);
    expect(confirmationOf(run, silent)).toEqual({ validRowsOnly: false, left: 0 });
  });

  it('keeps what members have set unless somebody chooses the file', () => {
    const run = dryRun({ conflicts: 4 });
    expect(confirmationOf(run, silent)).not.toHaveProperty('overwrite');
    expect(confirmationOf(run, { ...silent, overwrite: true }).overwrite).toBe(4);
  });

  it('is not asked for where nothing would change', () => {
    expect(changesNothing(dryRun({ changed: 0, unchanged: 500 }))).toBe(true);
    expect(changesNothing(dryRun({ changed: 0, conflicts: 1 }))).toBe(false);
  });
});

describe('a number that somebody types', () => {
  it('is taken with and without separators, and is nothing else', () => {
    expect(numberIn('10,380')).toBe(10_380);
    expect(numberIn('0')).toBe(0);
    for (const other of ['', 'ten', '1e3', '-5']) expect(numberIn(other)).toBeUndefined();
  });
});
