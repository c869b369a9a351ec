/** Making ballots: specification sections 4.11 to 4.13, 4.16 and 4.17. */
import { checkAnswers, type PlainAnswer } from './answers.ts';
import type { Credential } from './credential.ts';
import { type Election, electionKey, type Question } from './election.ts';
import { encodePoint, G, hashToScalar, mod, type Point, randomScalar, sha256Base64, times } from './group.ts';
import { canonical } from './json.ts';

/** A ballot ready to be sent. */
export interface Ballot {
  /** The canonical text; send exactly its bytes. */
  readonly text: string;
  /** The smart ballot tracker: Base64 SHA-256 of those bytes. */
  readonly tracker: string;
}

/**
 * Encrypts, proves and signs. Every random number comes from the platform's generator.
 *
 * @throws ProtocolError `bad-choices`
 */
export function createBallot(election: Election, credential: Credential, answers: readonly PlainAnswer[]): Ballot {
  checkAnswers(election.questions, answers);
  const y = electionKey(election.publicKey);
  const s0 = `${election.fingerprint}|${credential.publicCredential}`;
  const unsigned = {
    election_uuid: election.uuid,
    election_hash: election.fingerprint,
    credential: credential.publicCredential,
    answers: election.questions.map((question, i) => encrypt(y, s0, question, answers[i] as PlainAnswer)),
  };
  const hash = sha256Base64(canonical(unsigned));
  const w = randomScalar();
  const challenge = hashToScalar(`sig|${hash}|${encodePoint(times(G, w))}`);
  const text = canonical({ ...unsigned, signature: { hash, proof: proof(challenge, w, credential.secret) } });
  return { text, tracker: sha256Base64(text) };
}

/** The tables of g and of the election's key, made now rather than with the first ballot. */
export function warmUp(election: Election): void {
  times(electionKey(election.publicKey), 2n);
  times(G, 2n);
}

/** A ciphertext with its opening: (g^r, y^r g^m). */
interface Opened {
  readonly r: bigint;
  readonly m: number;
}

/** The claim that an opened ciphertext holds the value; false claims are simulated. */
interface Claim extends Opened {
  readonly value: number;
}

function encrypt(y: Point, s0: string, question: Question, answer: PlainAnswer) {
  const opened = answer.map((m): Opened => ({ r: randomScalar(), m }));
  const choices = opened.map(({ r, m }) => ({
    point: [times(G, r), m === 0 ? times(y, r) : times(y, r).add(G)] as const,
  }));
  const encoded = choices.map(({ point: [alpha, beta] }) => ({ alpha: encodePoint(alpha), beta: encodePoint(beta) }));
  const pairs = encoded.map(({ alpha, beta }) => `${alpha},${beta}`);
  const s = `${s0}|${pairs.join(',')}`;
  const individual_proofs = opened.map((o, i) => prove(y, `prove|${s0}|${pairs[i]}|`, claims(o, 0, 1)));
  if (!question.blank) {
    const total = add(opened);
    const alpha = choices.map(({ point }) => point[0]).reduce((a, b) => a.add(b));
    const beta = choices.map(({ point }) => point[1]).reduce((a, b) => a.add(b));
    const prefix = `prove|${s}|${encodePoint(alpha)},${encodePoint(beta)}|`;
    return {
      choices: encoded,
      individual_proofs,
      overall_proof: prove(y, prefix, claims(total, question.min, question.max)),
    };
  }
  const blank = opened[0] as Opened;
  const total = add(opened.slice(1));
  return {
    choices: encoded,
    individual_proofs,
    overall_proof: prove(y, `bproof1|${s}|`, [{ ...blank, value: 1 }, ...claims(total, question.min, question.max)]),
    blank_proof: prove(y, `bproof0|${s}|`, [
      { ...blank, value: 0 },
      { ...total, value: 0 },
    ]),
  };
}

/**
 * Proves that at least one claim is true without telling which: the first true one with its opening, the others
 * simulated. Since the prover knows r and m, a simulated commitment g^ρ α^c is g^(ρ+rc), and y^ρ (β/g^M)^c is
 * y^(ρ+rc) g^((m−M)c): exponentiations of the two fixed bases only.
 */
function prove(y: Point, prefix: string, claims: readonly Claim[]) {
  const real = claims.findIndex(({ m, value }) => m === value);
  const w = randomScalar();
  const simulated = claims.map(() => ({ challenge: randomScalar(), response: randomScalar() }));
  const commitments = claims.map(({ r, m, value }, j) => {
    if (j === real) return [times(G, w), times(y, w)] as const;
    const { challenge, response } = simulated[j] as { challenge: bigint; response: bigint };
    const e = response + r * challenge;
    return [times(G, e), times(y, e).add(times(G, BigInt(m - value) * challenge))] as const;
  });
  const hash = hashToScalar(prefix + commitments.map(([a, b]) => `${encodePoint(a)},${encodePoint(b)}`).join(','));
  const others = simulated.reduce((total, { challenge }, j) => (j === real ? total : total + challenge), 0n);
  return claims.map(({ r }, j) => {
    if (j === real) return proof(mod(hash - others), w, r);
    const { challenge, response } = simulated[j] as { challenge: bigint; response: bigint };
    return { challenge: String(challenge), response: String(response) };
  });
}

/** The final step of every proof of knowledge: response = w − x × challenge. */
export function proof(challenge: bigint, w: bigint, x: bigint): { challenge: string; response: string } {
  return { challenge: String(challenge), response: String(mod(w - x * challenge)) };
}

function claims(opened: Opened, min: number, max: number): Claim[] {
  return Array.from({ length: max - min + 1 }, (_, j) => ({ ...opened, value: min + j }));
}

function add(opened: readonly Opened[]): Opened {
  return opened.reduce((a, b) => ({ r: a.r + b.r, m: a.m + b.m }));
}
