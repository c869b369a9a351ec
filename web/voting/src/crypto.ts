/** Starts the cryptography worker under the page's Trusted Types policy. */
import { type BallotWorker, connect } from '@tellers/ballot-crypto/client';
import workerUrl from '@tellers/ballot-crypto/worker?worker&url';

/** The part of Trusted Types that is used here; browsers without it take the address as it is. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
const policy = trustedTypes?.createPolicy('tellers-worker', {
  createScriptURL(url) {
    if (url !== workerUrl) throw new TypeError('only the cryptography worker may be started');
    return url;
  },
});

export function startWorker(): BallotWorker {
  return connect(new Worker(policy ? policy.createScriptURL(workerUrl) : workerUrl, { type: 'module' }));
}
