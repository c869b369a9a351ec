/** What a register file's run through the system asks of a person: plain rules. */

import type { components } from '../api/generated/membership.ts';
import { LOOK_AGAIN } from '../api/look-again.ts';

type Schemas = components['schemas'];

type Always =
  | 'id'
  | 'mode'
  | 'state'
  | 'readAt'
  | 'readBy'
  | 'undoable'
  | 'kept'
  | 'validRowsOnly'
  | 'encoding'
  | 'separator'
  | 'columns'
  | 'rows'
  | 'new'
  | 'changed'
  | 'left'
  | 'unchanged'
  | 'duplicate'
  | 'invalid'
  | 'warnings'
  | 'withoutEmail'
  | 'conflicts'
  | 'overwrite';

/** A register file from its upload on. */
export type Run = Schemas['Import'] & Required<Pick<Schemas['Import'], Always>>;
export type State = Schemas['ImportState'];
export type Phase = NonNullable<Schemas['ImportProgress']['phase']>;
export type Confirmation = Schemas['Confirmation'];

/** Whether it goes on by itself. */
export function isBusy(state: State): boolean {
  return state === 'reading' || state === 'applying' || state === 'undoing';
}

/** Whether it waits for a person. */
export function isWaiting(state: State): boolean {
  return state === 'mapping' || state === 'dry-run';
}

/** When to ask again how far it is: soon while it moves, later while somebody else may move it, then never. */
export function lookAgainAfter(state: State | undefined): number | false {
  if (state === undefined) return false;
  return isBusy(state) ? LOOK_AGAIN.moving : isWaiting(state) ? LOOK_AGAIN.watched : false;
}

/** What a busy run goes through, in order. */
export function phasesOf(state: State): readonly Phase[] {
  if (state === 'applying') return ['applying', 'announcing'];
  if (state === 'undoing') return ['undoing', 'announcing'];
  return ['reading', 'comparing'];
}

/** How much of a phase is done, in per cent; undefined where nobody knows. */
export function percentOf({ done = 0, expected = 0 }: Schemas['ImportProgress']): number | undefined {
  // The number of rows is an estimate: a line break within a value counts as a row more.
  return expected > 0 && done > 0 ? Math.min(100, Math.floor((100 * done) / expected)) : undefined;
}

/** Every column that the register has, in the order of its own files. */
export const COLUMNS = [
  'membership_number',
  'title',
  'first_name',
  'last_name',
  'preferred_email_type',
  'personal_email',
  'work_email',
  'mobile',
  'address_1',
  'address_2',
  'town',
  'postcode',
  'section',
  'branch',
  'employer',
  'region',
  'pdu',
  'workplace',
  'job_role',
  'membership_class',
  'status',
  'joined_at',
  'left_at',
  'language',
  'campaign_consent',
] as const;

export type Column = (typeof COLUMNS)[number];

const NEEDED: readonly Column[] = ['membership_number', 'last_name', 'section', 'status'];

/** What is wrong with a choice of columns. */
export interface ColumnFaults {
  readonly missing: readonly Column[];
  readonly twice: readonly Column[];
}

/** @param chosen the register's column for each column of the file; empty where its cells are ignored */
export function columnFaults(chosen: readonly (Column | '')[]): ColumnFaults {
  return {
    missing: NEEDED.filter((column) => !chosen.includes(column)),
    twice: COLUMNS.filter((column) => chosen.filter((one) => one === column).length > 1),
  };
}

/** What a person says before a dry run is applied. */
export interface Choices {
  readonly validRowsOnly: boolean;
  readonly overwrite: boolean;
  /** As typed. */
  readonly left: string;
}

export type ChoiceFault = 'validRowsOnly' | 'left';

/** What is still to be said; none when the file can be applied. */
export function choiceFaults(run: Run, { validRowsOnly, left }: Choices): readonly ChoiceFault[] {
  const faults: ChoiceFault[] = [];
  if (run.invalid > 0 && !validRowsOnly) faults.push('validRowsOnly');
  if (asksForLeavers(run) && numberIn(left) !== run.left) faults.push('left');
  return faults;
}

/** Whether the number of members who will be marked as left must be typed. */
export function asksForLeavers({ mode, left }: Run): boolean {
  return mode === 'full' && left > 0;
}

/** What is sent to have a dry run applied. */
export function confirmationOf(run: Run, { validRowsOnly, overwrite }: Choices): Confirmation {
  return {
    validRowsOnly: run.invalid > 0 && validRowsOnly,
    ...(run.mode === 'full' && { left: run.left }),
    ...(overwrite && run.conflicts > 0 && { overwrite: run.conflicts }),
  };
}

/** Whether applying it would make any difference. */
export function changesNothing({ new: added, changed, left, conflicts }: Run): boolean {
  return added + changed + left + conflicts === 0;
}

/** The number in what somebody typed, with or without separators; undefined when it is none. */
export function numberIn(typed: string): number | undefined {
  const digits = typed.replaceAll(/[\s,.]/g, '');
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}

/** Until when an applied import can be taken back. */
export function undoableUntil(appliedAt: string): string {
  return new Date(Date.parse(appliedAt) + 30 * 24 * 3_600_000).toISOString();
}
