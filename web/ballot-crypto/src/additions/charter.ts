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
  readonly minima: Minima;
  /** The levels that figures may be published for, coarsest first; none where only the total is. */
  readonly levels: readonly string[];
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
  if (!election.description.endsWith(`\n\nCharter SHA-256: ${sha256Hex(text)}`))
    refuse('bad-charter', "the charter is not the one whose hash ends the election's description");
  const json = object(parseCanonical(text, 'charter'), 'charter');
  if (json.version !== 1) refuse('unsupported', 'charter.version is not 1');
  const publication = object(json.publication, 'charter.publication');
  if (typeof json.revoting !== 'boolean') return refuse('wrong-type', 'charter.revoting is not a boolean');
  if (json.ballot !== election.uuid) refuse('bad-charter', 'the charter is of another ballot');
  const breakdown = string(publication.breakdown, 'charter.publication.breakdown');
  const levels = ['constituencyGroupLevel', 'constituencyLevel']
    .map((name) => string(json[name] ?? 'none', `charter.${name}`))
    .filter((level) => level !== 'none');
  return {
    ballot: election.uuid,
    revoting: json.revoting,
    minima: readMinima(object(json.minima, 'charter.minima'), 'charter.minima'),
    levels: levels.slice(0, levels.indexOf(breakdown) + 1),
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
