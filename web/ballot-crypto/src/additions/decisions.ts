/** The public decision log: who decided what, when and why; chained by hashes, and signed once the charter names a key. */
import { refuse } from '../errors.ts';
import { type Point, sha256Hex } from '../group.ts';
import { array, fields, hex64, integer, parseCanonical, string } from '../json.ts';
import { checkSignature } from './signature.ts';

/** A line as it is stored: the exact text, its hash, and the signature of that hash. */
export interface DecisionLine {
  readonly entry: string;
  readonly hash: string;
  readonly signature?: unknown;
}

/** What a line says. */
export interface Decision {
  /** From 1. */
  readonly number: number;
  /** When, an instant in UTC. */
  readonly at: string;
  /** The part that decided, never a name. */
  readonly who: string;
  readonly what: string;
  /** The ballot's state before and after, where the decision changed it. */
  readonly from?: string;
  readonly to?: string;
  readonly why?: string;
}

/** An instant as the services write it: seconds always, a fraction of three, six or nine digits where it is needed. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.(\d{3}){0,2}(?!000)\d{3})?Z$/;

/** What the first line refers to as the one before it. */
export function decisionsStart(ballot: string): string {
  return sha256Hex(`tellers-decisions|${ballot}`);
}

/** Reads the lines as tellers.json has them. */
export function readDecisionLines(value: unknown, place: string): DecisionLine[] {
  return array(value, place).map((line, i) => {
    const at = `${place}[${i}]`;
    const json = fields(line, 'entry hash signature?', at);
    return {
      entry: string(json.entry, `${at}.entry`),
      hash: hex64(json.hash, `${at}.hash`),
      ...(json.signature !== undefined && { signature: json.signature }),
    };
  });
}

/**
 * Checks that the lines are numbered and chained, and that from the first signed one on, each is signed with the
 * charter's key. Lines before are covered through the chain.
 *
 * @param logKey absent when the charter names none: then no line may claim to be signed
 * @throws ProtocolError `bad-decision` naming the line, or the fault of its form
 */
export function checkDecisions(ballot: string, lines: readonly DecisionLine[], logKey: Point | undefined): Decision[] {
  let previous = decisionsStart(ballot);
  let signed = false;
  return lines.map(({ entry, hash, signature }, i) => {
    const place = `line ${i + 1} of the decision log`;
    if (sha256Hex(entry) !== hash) refuse('bad-decision', `${place} was altered: it does not have its hash`);
    const decision = readDecision(entry, place);
    if (decision.number !== i + 1) refuse('bad-decision', `${place} has the number ${decision.number}`);
    if (decision.previous !== previous) refuse('bad-decision', `${place} does not follow the line before it`);
    if (signature !== undefined) {
      if (!logKey) return refuse('bad-decision', `${place} is signed, but the charter names no key`);
      checkSignature('decision', hash, signature, logKey, 'bad-decision', `the signature of ${place}`);
      signed = true;
    } else if (signed) refuse('bad-decision', `${place} is not signed, although one before it is`);
    previous = hash;
    const { previous: _, ...said } = decision;
    return said;
  });
}

function readDecision(text: string, place: string): Decision & { readonly previous: string } {
  const json = fields(parseCanonical(text, place), 'number previous at who what from? to? why?', place);
  const at = string(json.at, `${place}.at`);
  if (!INSTANT.test(at) || Number.isNaN(Date.parse(at))) refuse('bad-decision', `${place}.at is not an instant in UTC`);
  const said = (name: string) => (json[name] === undefined ? {} : { [name]: string(json[name], `${place}.${name}`) });
  return {
    number: integer(json.number, `${place}.number`),
    previous: hex64(json.previous, `${place}.previous`),
    at,
    who: string(json.who, `${place}.who`),
    what: string(json.what, `${place}.what`),
    ...said('from'),
    ...said('to'),
    ...said('why'),
  };
}
