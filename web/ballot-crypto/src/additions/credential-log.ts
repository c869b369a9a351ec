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
  readonly batches: readonly Batch[];
  /** The head after the last batch; of a log without a batch, what the first one builds on. */
  readonly head: string;
  /** Activated and not revoked. */
  readonly active: ReadonlySet<string>;
  readonly revoked: ReadonlySet<string>;
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
    head = logHead(head, batch);
    if (batch.head !== head) refuse('bad-credential-log', `${place} does not have the head that follows from it`);
  });
  return { batches, head, active, revoked };
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
 * Checks that the openings open commitments of the log, each one in the batch that activated its credential, and that
 * no active credential lacks one. Those of revoked credentials may be missing.
 *
 * @returns the constituency of each opened credential
 * @throws ProtocolError `wrong-opening`
 */
export async function checkOpenings(
  fingerprint: string,
  log: CheckedLog,
  openings: readonly Opening[],
  pace: Pace = unhurried(),
): Promise<ReadonlyMap<string, string>> {
  const given = new Map(openings.map((opening) => [opening.credential, opening]));
  const constituencies = new Map<string, string>();
  for (const [k, batch] of log.batches.entries()) {
    const unopened = new Set(batch.commitments);
    for (const credential of batch.activated) {
      const opening = given.get(credential);
      if (!opening && log.revoked.has(credential)) continue;
      if (!opening) return refuse('wrong-opening', `a credential of batch ${k} has no opening`);
      if (!unopened.delete(commitment(fingerprint, opening)))
        refuse('wrong-opening', `an opening does not open a commitment of batch ${k}, which activated its credential`);
      constituencies.set(credential, opening.constituency);
      await pace.step(constituencies.size, openings.length);
    }
  }
  if (constituencies.size !== openings.length)
    refuse('wrong-opening', 'an opening is of a credential that was never activated');
  return constituencies;
}
