/** The written form of a private credential: specification section 4.8. No cryptography is loaded with it. */
import { refuse } from './errors.ts';

const FORM = /^[1-9A-HJ-NP-Za-km-z]{22}$/;

/**
 * The credential as the protocol hashes it, `XXXXX-XXXXXX-XXXXX-XXXXXX`, from what a person typed or pasted: spaces
 * and hyphens of any kind are ignored, case is kept. The protocol has no checksum: a mistyped credential is found by
 * its public credential not being listed.
 *
 * @throws ProtocolError `credential-format` when it is not 22 Base58 characters
 */
export function normaliseCredential(typed: string): string {
  const code = typed.replace(/[\s\p{Pd}\u00ad\u200b-\u200d\u2060\ufeff]/gu, '');
  if (!FORM.test(code))
    refuse('credential-format', 'the code must be 22 letters and digits (0, O, I and l are never used)');
  return [code.slice(0, 5), code.slice(5, 11), code.slice(11, 16), code.slice(16)].join('-');
}
