/** Elections and questions: specification sections 4.9 and 4.10. */
import { refuse } from './errors.ts';
import { decodePoint, type Point, sha256Base64 } from './group.ts';
import { array, fields, integer, parseCanonical, string } from './json.ts';

/** A homomorphic question: choose between `min` and `max` of the answers, or leave it blank where allowed. */
export interface Question {
  readonly question: string;
  readonly answers: readonly string[];
  readonly min: number;
  readonly max: number;
  readonly blank: boolean;
}

/** An election as read from the exact bytes of election.json. */
export interface Election {
  readonly uuid: string;
  readonly name: string;
  readonly description: string;
  readonly questions: readonly Question[];
  /** y, serialised. */
  readonly publicKey: string;
  /** φ: Base64 SHA-256 of the bytes, without padding. */
  readonly fingerprint: string;
  readonly administrator?: string;
  readonly credentialAuthority?: string;
}

/**
 * Reads election.json: version 1, group Ed25519, homomorphic questions, canonical form.
 *
 * @throws ProtocolError naming the fault and the field
 */
export function readElection(bytes: Uint8Array): Election {
  const json = fields(
    parseCanonical(bytes, 'election'),
    'version description name group public_key questions uuid administrator? credential_authority?',
    'election',
  );
  if (json.version !== 1) refuse('unsupported', 'election.version is not 1');
  if (json.group !== 'Ed25519') refuse('unsupported', 'election.group is not Ed25519');
  const uuid = string(json.uuid, 'election.uuid');
  if (!/^[1-9A-HJ-NP-Za-km-z]{14,}$/.test(uuid))
    refuse('bad-election', 'election.uuid is not 14 or more Base58 characters');
  const questions = array(json.questions, 'election.questions').map(readQuestion);
  if (questions.length === 0) refuse('bad-election', 'election.questions is empty');
  const publicKey = string(json.public_key, 'election.public_key');
  electionKey(publicKey);
  return {
    uuid,
    name: string(json.name, 'election.name'),
    description: string(json.description, 'election.description'),
    questions,
    publicKey,
    fingerprint: sha256Base64(bytes),
    ...optional('administrator', json.administrator),
    ...optional('credentialAuthority', json.credential_authority),
  };
}

function readQuestion(value: unknown, index: number): Question {
  const place = `election.questions[${index}]`;
  if (typeof value === 'object' && value !== null && 'type' in value)
    refuse('unsupported', `${place} is not a homomorphic question`);
  const json = fields(value, 'answers blank? min max question', place);
  const answers = array(json.answers, `${place}.answers`).map((a, i) => string(a, `${place}.answers[${i}]`));
  const blank = json.blank ?? false;
  if (typeof blank !== 'boolean') return refuse('wrong-type', `${place}.blank is not a boolean`);
  const min = integer(json.min, `${place}.min`);
  const max = integer(json.max, `${place}.max`);
  if (answers.length === 0 || min > max || max > answers.length)
    refuse('bad-election', `${place} needs 0 ≤ min ≤ max ≤ number of answers, and an answer`);
  return { question: string(json.question, `${place}.question`), answers, min, max, blank };
}

function optional<K extends string>(key: K, value: unknown): { [P in K]?: string } {
  return value === undefined ? {} : ({ [key]: string(value, `election.${key}`) } as { [P in K]?: string });
}

const keys = new Map<string, Point>();

/** y as a point, read and checked once and marked as a base of many exponentiations. */
export function electionKey(publicKey: string): Point {
  let y = keys.get(publicKey);
  if (!y) {
    y = decodePoint(publicKey, 'election.public_key').precompute(6);
    keys.set(publicKey, y);
  }
  return y;
}
