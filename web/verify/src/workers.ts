/** Starts the workers that check ballots, under the page's Trusted Types policy. */
import { inWorkers } from '@tellers/ballot-crypto/parallel';
import workerUrl from '@tellers/ballot-crypto/verify-worker?worker&url';

/** The part of Trusted Types that is used here; browsers without it take the address as it is. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
const policy = trustedTypes?.createPolicy('tellers-worker', {
  createScriptURL(url) {
    if (url !== workerUrl) throw new TypeError('only the checking worker may be started');
    return url;
  },
});

/** Checks ballots on all processors but one, which the page keeps. */
export function verifier() {
  const threads = Math.max(1, (navigator.hardwareConcurrency || 2) - 1);
  return inWorkers(
    threads,
    () => new Worker(policy ? policy.createScriptURL(workerUrl) : workerUrl, { type: 'module' }),
  );
}
