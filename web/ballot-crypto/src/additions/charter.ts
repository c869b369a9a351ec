/** charter.json: what was promised about the ballot and the election does not hold. */
import type { Election } from '../election.ts';
import { refuse } from '../errors.ts';
import { decodePoint, type Point, sha256Hex } from '../group.ts';
import { integer, parseCanonical, string } from '../json.ts';

/** The least that a published cell needs. */
export interface Minima {
  readonly cast: number;
  readonly entitled: number;
}

/** What checks need of a charter. */
export interface Charter {
  readonly ballot: string;
  /** Whether a later ballot of a member replaces the earlier one. */
  readonly revoting: boolean;
  /** `none`, or the finest level that figures may be published for. */
  readonly breakdown: string;
  readonly minima: Minima;
  /** The finest level of constituencies, or `none`. */
  readonly constituencyLevel: string;
  /** The coarser level that groups them, or `none`. */
  readonly constituencyGroupLevel: string;
  /** The key that signs the decision log; absent in charters of ballots that have no signed log. */
  readonly logKey?: Point;
}

/**
 * Reads a charter and checks that the election's description ends with its hash. Fields that checks do not need are
 * left alone: the charter as a whole is fixed by the hash.
 *
 * @throws ProtocolError `bad-charter`, or the fault of its form
 */
export function readCharter(text: string, election: Election): Charter {
  if (!election.description.endsWith(`Charter SHA-256: ${sha256Hex(text)}`))
    refuse('bad-charter', "the charter is not the one whose hash ends the election's description");
  const json = object(parseCanonical(text, 'charter'), 'charter');
  const publication = object(json.publication, 'charter.publication');
  if (typeof json.revoting !== 'boolean') return refuse('wrong-type', 'charter.revoting is not a boolean');
  if (json.ballot !== election.uuid) refuse('bad-charter', 'the charter is of another ballot');
  return {
    ballot: election.uuid,
    revoting: json.revoting,
    breakdown: string(publication.breakdown, 'charter.publication.breakdown'),
    minima: readMinima(object(json.minima, 'charter.minima'), 'charter.minima'),
    constituencyLevel: string(json.constituencyLevel, 'charter.constituencyLevel'),
    constituencyGroupLevel: string(json.constituencyGroupLevel ?? 'none', 'charter.constituencyGroupLevel'),
    ...(json.logKey !== undefined && { logKey: decodePoint(json.logKey, 'charter.logKey') }),
  };
}

/** Reads minima. */
export function readMinima(json: Record<string, unknown>, place: string): Minima {
  return { cast: integer(json.cast, `${place}.cast`), entitled: integer(json.entitled, `${place}.entitled`) };
}

function object(value: unknown, place: string): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : refuse('wrong-type', `${place} is not an object`);
}
