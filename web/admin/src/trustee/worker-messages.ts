/** What the page and the trustee's worker say to each other. */

/** What the worker can be asked, by name; for the page every answer is a promise. */
export interface Operations {
  /**
   * Makes a key, and gives its file; the key is held once that file was opened.
   *
   * @param place in the ceremony; none for the key of one scrutineer
   */
  make(ballot: string, passphrase: string, place: Place | undefined): KeyMade;
  /** Opens a key file and holds the key. */
  open(file: string, passphrase: string, wanted: Wanted): { readonly fingerprint: string };
  forget(): void;
  /** What one scrutineer hands in: the public key, with the proof that the private one is known. */
  publicKey(): string;
  certificate(place: Place): string;
  polynomial(certificates: readonly string[]): string;
  confirmation(certificates: readonly string[], input: string): string;
  /** Decrypts a practice envelope, after making sure that it is one; the text to send. */
  rehearsal(material: Rehearsal): string;
  /**
   * Decrypts what the last check found in order; the text to send.
   *
   * @param input what the others sent for the seat; none for the key of one scrutineer
   */
  decrypt(input: string | undefined): string;
}

/** A place in a ceremony. */
export interface Place {
  readonly size: number;
  readonly threshold: number;
  /** From 1. */
  readonly index: number;
}

/** Which key a file has to hold. */
export interface Wanted {
  readonly kind: 'seat' | 'single';
  /** What was handed in for it, once that was: the certificate of the seat, or the public key. */
  readonly published?: string | undefined;
}

export interface KeyMade {
  /** The file's name. */
  readonly name: string;
  readonly text: string;
  readonly fingerprint: string;
}

/** What a rehearsal needs. */
export interface Rehearsal {
  readonly task: string;
  readonly trustees: string;
  readonly input: string;
}

/** What a check needs, as the services sent it. */
export interface CheckInput {
  readonly archive: ArrayBuffer;
  readonly additions: string;
  readonly openings: string;
  readonly task: string;
}

/** The parts of a check that the worker does, in their order. */
export const STAGES = ['archive', 'credentials', 'ballots', 'openings', 'sums'] as const;
export type Stage = (typeof STAGES)[number];

export interface Progress {
  readonly stage: Stage;
  readonly done: number;
  readonly total: number;
}

/** What a box in order holds. */
export interface Checked {
  readonly head: string;
  readonly ballots: number;
  readonly cells: readonly {
    readonly id: string;
    readonly name: string;
    readonly cast: number;
    readonly entitled: number;
  }[];
}

/** A fault of the protocol, or one of a key file. */
export type KeyFault = string;

export interface Call {
  readonly id: number;
  readonly name: string;
  readonly args: readonly unknown[];
}

export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly progress: Progress }
  | { readonly id: number; readonly fault: KeyFault; readonly message: string };
