/** The ballot paper in Welsh. It stands in the charter, whose hash the election names: nobody can put other words in. */
import type { Question } from './choices.ts';

/** A paper's wording in another language than the election's. */
export interface Paper {
  readonly name: string;
  readonly questions: readonly Pick<Question, 'question' | 'answers'>[];
}

const MARK = /\n\nCharter SHA-256: ([0-9a-f]{64})$/;

/**
 * The Welsh paper of an election, or nothing where the ballot has none.
 *
 * @param charter the exact bytes of charter.json
 * @throws where the charter is not the one that the election names, or has another paper
 */
export async function welshPaper(election: Uint8Array, charter: Uint8Array<ArrayBuffer>): Promise<Paper | undefined> {
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  const { description, questions } = JSON.parse(text(election)) as { description: string; questions: Question[] };
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', charter));
  const hash = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  if (MARK.exec(description)?.[1] !== hash) throw new Error('the charter is not the one that the election names');
  const { welsh } = JSON.parse(text(charter)) as { welsh?: Paper };
  if (!welsh) return undefined;
  const fits = questions.every(({ answers }, i) => welsh.questions[i]?.answers.length === answers.length);
  if (!fits || welsh.questions.length !== questions.length) throw new Error('the Welsh paper has other questions');
  return welsh;
}
