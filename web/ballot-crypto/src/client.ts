/** The page's side of the cryptography worker: no cryptography is loaded with it. */
import type { PlainAnswer } from './answers.ts';
import type { Fault } from './errors.ts';
import type { Encrypted, Prepared, Reply, Request } from './messages.ts';

export type { Encrypted, Prepared } from './messages.ts';

/** The worker's refusal; `fault` is `internal` when the worker itself failed or could not be loaded. */
export class BallotWorkerError extends Error {
  readonly fault: Fault | 'internal';

  constructor(fault: Fault | 'internal', message: string) {
    super(message);
    this.name = 'BallotWorkerError';
    this.fault = fault;
  }
}

/** A promise-based view of the worker. */
export interface BallotWorker {
  /** Reads election.json's exact bytes, derives the credential's keys and makes the tables. Call it before encrypt. */
  prepare(election: Uint8Array, credential: string): Promise<Prepared>;
  /** Encrypts the answers to all questions of the prepared election. */
  encrypt(answers: readonly PlainAnswer[]): Promise<Encrypted>;
  /** Ends the worker, and with it the private credential that it holds; requests under way are rejected. */
  close(): void;
}

/** Connects to a worker whose script is `@tellers/ballot-crypto/worker`. */
export function connect(worker: Worker): BallotWorker {
  const waiting = new Map<number, { resolve: (ok: never) => void; reject: (e: Error) => void }>();
  let last = 0;
  let broken: BallotWorkerError | undefined;

  const fail = (message: string) => {
    broken = new BallotWorkerError('internal', message);
    for (const { reject } of waiting.values()) reject(broken);
    waiting.clear();
  };
  worker.onerror = () => fail('the cryptography worker failed');
  worker.onmessageerror = () => fail('the cryptography worker sent an unreadable reply');
  worker.onmessage = ({ data }: { data: Reply }) => {
    const request = waiting.get(data.id);
    waiting.delete(data.id);
    if ('ok' in data) request?.resolve(data.ok as never);
    else request?.reject(new BallotWorkerError(data.fault, data.message));
  };

  function ask<T>(request: (id: number) => Request): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (broken) return reject(broken);
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.postMessage(request(id));
    });
  }
  return {
    prepare: (election, credential) => ask((id) => ({ id, op: 'prepare', election, credential })),
    encrypt: (answers) => ask((id) => ({ id, op: 'encrypt', answers })),
    close: () => {
      worker.terminate();
      fail('the cryptography worker was closed');
    },
  };
}
