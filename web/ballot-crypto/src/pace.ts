/** Long work in slices: the page stays alive, and learns how far the work is. */

/** How long a slice may take, in milliseconds: below what a person notices. */
const SLICE = 30;

/** What is being worked on. */
export type Step = 'archive' | 'credentials' | 'ballots' | 'openings' | 'sums' | 'decryption';

/** Learns that `done` of `total` parts of a step are done; not of every single one. */
export type Progress = (step: Step, done: number, total: number) => void;

/** Called now and then while long work runs; its promise is fulfilled when the work may go on. */
export interface Pace {
  /** @param done of `total` steps */
  step(done: number, total: number): Promise<void>;
}

/**
 * A pace that lets the event loop run after every slice.
 *
 * @param tell called with the progress at the end of each slice, and of the whole
 */
export function unhurried(tell: (done: number, total: number) => void = () => {}): Pace {
  let until = performance.now() + SLICE;
  return {
    async step(done, total) {
      const last = done === total;
      if (!last && performance.now() < until) return;
      tell(done, total);
      await turn();
      until = performance.now() + SLICE;
    },
  };
}

/** Fulfilled in the event loop's next turn. A message, since browsers hold timers back in tabs that are not seen. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
