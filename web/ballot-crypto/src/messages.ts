/** The messages between a page and the cryptography worker: every request is answered by one reply with its id. */
import type { PlainAnswer } from './answers.ts';
import type { Fault } from './errors.ts';

export type Request =
  | { readonly id: number; readonly op: 'prepare'; readonly election: Uint8Array; readonly credential: string }
  | { readonly id: number; readonly op: 'encrypt'; readonly answers: readonly PlainAnswer[] };

/** The answer to `prepare`. */
export interface Prepared {
  readonly publicCredential: string;
  /** φ of the bytes given. */
  readonly fingerprint: string;
}

/** The answer to `encrypt`. */
export interface Encrypted {
  /** The exact text to send. */
  readonly ballot: string;
  readonly tracker: string;
}

export type Reply =
  | { readonly id: number; readonly ok: Prepared | Encrypted }
  | { readonly id: number; readonly fault: Fault | 'internal'; readonly message: string };
