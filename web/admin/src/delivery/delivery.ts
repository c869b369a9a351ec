/** What the figures of deliveries mean. */
import type { components } from '../api/generated/notification.ts';

type Schemas = components['schemas'];

/** A line of the table of domains. */
export interface DomainLine {
  /** Undefined: all small domains together. */
  readonly name: string | undefined;
  readonly recipients: number;
  readonly sent: number;
  readonly accepted: number;
  readonly deferred: number;
  readonly bounced: number;
  readonly blocked: number;
  readonly alarm: boolean;
}

const line = (counts: Schemas['Counts'] = {}, name: string | undefined, alarm: boolean): DomainLine => {
  const { recipients = 0, sent = 0, accepted = 0, deferred = 0, bounced = 0, blocked = 0 } = counts;
  return { name, recipients, sent, accepted, deferred, bounced, blocked, alarm };
};

/** The lines of the table: those in alarm first, as the service sorts them, and the small ones together at the end. */
export function lines({ domains = [], other }: Schemas['DomainView']): readonly DomainLine[] {
  const named = domains.map(({ name = '', counts, alarm = false }) => line(counts, name, alarm));
  return other ? [...named, line(other, undefined, false)] : named;
}

/** What a domain defers or blocks, in percent of what was sent there. */
export function heldPercent({ sent, deferred, blocked }: DomainLine): number {
  return sent > 0 ? (100 * (deferred + blocked)) / sent : 0;
}

/** The roll, and which part of it a mail can reach. */
export interface Reach {
  readonly entries: number;
  readonly deliverable: number;
  readonly withoutAddress: number;
  readonly suppressed: number;
  readonly bounced: number;
}

export function reach({ roll = {} }: Schemas['DomainView']): Reach {
  const { entries = 0, deliverable = 0, withoutAddress = 0, suppressed = 0, bounced = 0 } = roll;
  return { entries, deliverable, withoutAddress, suppressed, bounced };
}

/** Rounded down, so that nobody reads "100 %" while somebody is missing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : (Math.floor((1000 * part) / whole) / 10).toFixed(1);
}

/** An entry's number is long; its end is random, while its beginning is the time at which the roll was frozen. */
export function short(entry: string): string {
  return entry.slice(-8);
}

/** Whether mails may be written to its address again on an agent's word: a complaint is the member's own. */
export function liftable(suppressed: string | undefined): boolean {
  return suppressed === 'hard-bounce';
}
