/**
 * The trustee's key, in a worker of its own: the page never holds it, and long checks do not hold the page up. Leaving
 * the page ends the worker, and the key with it.
 */
import { trustedScript } from './trusted-script.ts';
import workerUrl from './worker.ts?worker&url';
import type { Answer, Call, Checked, CheckInput, KeyFault, Operations, Progress } from './worker-messages.ts';

/** Why the worker did not do what it was asked. */
export class KeyError extends Error {
  readonly fault: KeyFault;

  constructor(fault: KeyFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

export interface Keyholder {
  call<Name extends keyof Operations>(
    name: Name,
    ...args: Parameters<Operations[Name]>
  ): Promise<ReturnType<Operations[Name]>>;
  /** Checks a closed ballot box, and tells how far it is. */
  check(input: CheckInput, progress: (progress: Progress) => void): Promise<Checked>;
  /** Ends the worker, and the key with it. */
  close(): void;
}

/** Starts a worker that holds no key yet. */
export function startKeyholder(): Keyholder {
  const worker = new Worker(trustedScript(workerUrl), { type: 'module', name: 'tellers-key' });
  const waiting = new Map<
    number,
    { done(value: unknown): void; failed(error: KeyError): void; progress?: (p: Progress) => void }
  >();
  let calls = 0;

  const failAll = () => {
    for (const { failed } of waiting.values()) failed(new KeyError('internal', 'the worker ended'));
    waiting.clear();
  };
  worker.onerror = failAll;
  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    const call = waiting.get(data.id);
    if (!call) return;
    if ('progress' in data) return call.progress?.(data.progress);
    waiting.delete(data.id);
    if ('fault' in data) call.failed(new KeyError(data.fault, data.message));
    else call.done(data.value);
  };

  function post(name: string, args: readonly unknown[], progress?: (p: Progress) => void): Promise<unknown> {
    return new Promise((done, failed) => {
      const id = ++calls;
      waiting.set(id, { done, failed, ...(progress && { progress }) });
      worker.postMessage({ id, name, args } satisfies Call);
    });
  }

  return {
    call: (name, ...args) => post(name, args) as Promise<ReturnType<Operations[typeof name]>>,
    check: (input, progress) => post('check', [input], progress) as Promise<Checked>,
    close() {
      worker.terminate();
      failAll();
    },
  };
}
