/**
 * The credential log: which public credentials may vote, in batches chained by hashes, with a hiding commitment to each
 * one's constituency. The openings of the commitments are known to trustees and auditors only.
 */
import { refuse } from '../errors.ts';
import { sha256Hex } from '../group.ts';
import { array, fields, hex64, parseCanonical, rising, string } from '../json.ts';
import { type Pace, unhurried } from '../pace.ts';

/** What changed in one interval. The three lists are sorted; a commitment's place tells nothing about whose it is. */
export interface Batch {
  readonly activated: readonly string[];
  readonly revoked: readonly string[];
  readonly commitments: readonly string[];
  /** The log's head after this batch. */
  readonly head: string;
}

/** Opens a commitment: the constituency that a credential's vote counts in. */
export interface Opening {
  readonly credential: string;
  readonly constituency: string;
  /** 32 random bytes in hexadecimal. */
  readonly nonce: string;
}

/** A log whose batches follow from one another. */
export interface CheckedLog {
  /** The head after the last batch; of a log without a batch, what the first one builds on. */
  readonly head: string;
  /** Activated and not revoked. */
  readonly active: ReadonlySet<string>;
  readonly revoked: ReadonlySet<string>;
  readonly commitments: ReadonlySet<string>;
}

/** What the first batch builds on. */
export function logStart(fingerprint: string): string {
  return sha256Hex(`tellers-credential-log|${fingerprint}`);
}

/** The head after a batch. */
export function logHead(previous: string, { activated, revoked, commitments }: Omit<Batch, 'head'>): string {
  return sha256Hex(`${previous}|a:${activated.join(',')}|r:${revoked.join(',')}|c:${commitments.join(',')}`);
}

/** The commitment that an opening opens. */
export function commitment(fingerprint: string, { credential, constituency, nonce }: Opening): string {
  return sha256Hex(`tellers-constituency|${fingerprint}|${credential}|${constituency}|${nonce}`);
}

/** Reads one batch: sorted lists, and as many commitments as activations. */
export function readBatch(value: unknown, place: string): Batch {
  const json = fields(value, 'activated revoked commitments head', place);
  const list = (name: string) => {
    const at = `${place}.${name}`;
    return rising(
      array(json[name], at).map((text, i) => hex64(text, `${at}[${i}]`)),
      at,
    );
  };
  const [activated, revoked, commitments] = [list('activated'), list('revoked'), list('commitments')];
  if (activated?.length !== commitments?.length)
    refuse('bad-credential-log', `${place} does not have one commitment for each activated credential`);
  return { activated, revoked, commitments, head: hex64(json.head, `${place}.head`) };
}

/**
 * Checks that the batches are chained, and that each activates listed credentials that were not active before and
 * revokes ones that are.
 *
 * @param listed the public credentials of the Setup
 * @throws ProtocolError `bad-credential-log` naming the batch
 */
export function checkLog(fingerprint: string, batches: readonly Batch[], listed: ReadonlySet<string>): CheckedLog {
  let head = logStart(fingerprint);
  const active = new Set<string>();
  const revoked = new Set<string>();
  const commitments = new Set<string>();
  batches.forEach((batch, k) => {
    const place = `batch ${k} of the credential log`;
    for (const credential of batch.activated) {
      if (!listed.has(credential)) refuse('bad-credential-log', `${place} activates a credential that is not listed`);
      if (active.has(credential) || revoked.has(credential))
        refuse('bad-credential-log', `${place} activates a credential for the second time`);
      active.add(credential);
    }
    for (const credential of batch.revoked) {
      if (!active.delete(credential)) refuse('bad-credential-log', `${place} revokes a credential that is not active`);
      revoked.add(credential);
    }
    for (const hidden of batch.commitments) {
      if (commitments.has(hidden)) refuse('bad-credential-log', `${place} repeats a commitment`);
      commitments.add(hidden);
    }
    head = logHead(head, batch);
    if (batch.head !== head) refuse('bad-credential-log', `${place} does not have the head that follows from it`);
  });
  return { head, active, revoked, commitments };
}

/** Reads the openings: an array sorted by credential, each credential once. */
export function readOpenings(value: unknown, place: string): Opening[] {
  const openings = array(value, place).map((entry, i) => {
    const at = `${place}[${i}]`;
    const json = fields(entry, 'credential constituency nonce', at);
    return {
      credential: hex64(json.credential, `${at}.credential`),
      constituency: string(json.constituency, `${at}.constituency`),
      nonce: hex64(json.nonce, `${at}.nonce`),
    };
  });
  rising(
    openings.map(({ credential }) => credential),
    place,
  );
  return openings;
}

/** Reads the answer of the voting service: `{"openings":[…]}`. */
export function readOpeningsText(data: Uint8Array | string): Opening[] {
  return readOpenings(fields(parseCanonical(data, 'openings'), 'openings', 'openings').openings, 'openings');
}

/**
 * Checks that the openings open commitments of the log, each one of its own, and that no active credential lacks one.
 *
 * @returns the constituency of each active credential
 * @throws ProtocolError `wrong-opening`
 */
export async function checkOpenings(
  fingerprint: string,
  log: CheckedLog,
  openings: readonly Opening[],
  pace: Pace = unhurried(),
): Promise<ReadonlyMap<string, string>> {
  const constituencies = new Map<string, string>();
  const unopened = new Set(log.commitments);
  for (const [i, opening] of openings.entries()) {
    if (!log.active.has(opening.credential) && !log.revoked.has(opening.credential))
      refuse('wrong-opening', `openings[${i}] is of a credential that was never activated`);
    if (!unopened.delete(commitment(fingerprint, opening)))
      refuse('wrong-opening', `openings[${i}] does not open a commitment of the credential log`);
    if (log.active.has(opening.credential)) constituencies.set(opening.credential, opening.constituency);
    await pace.step(i + 1, openings.length);
  }
  if (constituencies.size !== log.active.size)
    refuse('wrong-opening', `${log.active.size - constituencies.size} active credentials have no opening`);
  return constituencies;
}
