/** Real elections for tests, with credentials whose ballots really verify. */
import { createHash, randomInt } from 'node:crypto';
import { deriveCredential, type Question, readElection } from '@tellers/ballot-crypto';
import { generateTrusteeKey } from '@tellers/ballot-crypto/audit';

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

const random = (length: number) => Array.from({ length }, () => ALPHABET[randomInt(58)]).join('');

/** A private code as members get it. */
export function newCode(): string {
  const code = random(22);
  return [code.slice(0, 5), code.slice(5, 11), code.slice(11, 16), code.slice(16)].join('-');
}

export const oneQuestion: readonly Question[] = [
  {
    question:
      'If acceptable progress is not made on workloads by 1 September, are you prepared to vote yes in a formal industrial action ballot?',
    answers: ['Yes', 'No'],
    min: 1,
    max: 1,
    blank: true,
  },
];

export const threeQuestions: readonly Question[] = [
  {
    question: 'Are you prepared to take part in strike action?',
    answers: ['Yes', 'No'],
    min: 1,
    max: 1,
    blank: true,
  },
  {
    question: 'Are you prepared to take part in action short of a strike?',
    answers: ['Yes', 'No'],
    min: 1,
    max: 1,
    blank: false,
  },
  {
    question: 'Which of these should the union raise first with the employer?',
    answers: ['Workloads', 'Pay', 'Staffing of courts', 'Health and safety'],
    min: 0,
    max: 2,
    blank: false,
  },
];

/** The paper of one question, in Welsh. */
export const welshPaper = {
  name: 'Pleidlais llwyth gwaith 2026',
  questions: [
    {
      question: 'A ydych yn barod i bleidleisio o blaid gweithredu diwydiannol mewn pleidlais ffurfiol?',
      answers: ['Ydw', 'Nac ydw'],
    },
  ],
};

/** An election with a trustee's key of its own, and its charter, which may have a paper in Welsh. */
export function newElection(questions: readonly Question[], welsh?: typeof welshPaper) {
  const { publicKey } = generateTrusteeKey();
  const uuid = random(14);
  const charter = new TextEncoder().encode(JSON.stringify({ version: 1, ballot: uuid, welsh }));
  const text = JSON.stringify({
    version: 1,
    description: `NEC motion 12\n\nCharter SHA-256: ${createHash('sha256').update(charter).digest('hex')}`,
    name: 'Workloads ballot 2026',
    group: 'Ed25519',
    public_key: (JSON.parse(publicKey) as { public_key: string }).public_key,
    questions: questions.map(({ answers, blank, min, max, question }) => ({
      answers,
      ...(blank ? { blank } : {}),
      min,
      max,
      question,
    })),
    uuid,
  });
  const bytes = new TextEncoder().encode(text);
  return { uuid, bytes, charter, election: readElection(bytes) };
}

export function publicCredential(uuid: string, code: string): string {
  return deriveCredential(uuid, code).publicCredential;
}
