/** Credentials of voters: specification section 4.8. */
import { normaliseCredential } from './credential-form.ts';
import { encodePoint, G, mod, sha256Hex, times } from './group.ts';

/** A credential bound to an election. */
export interface Credential {
  /** The exponent x = secret(c). Never leaves the process that derived it. */
  readonly secret: bigint;
  /** public(c) = g^x, serialised. */
  readonly publicCredential: string;
}

/**
 * Derives the secret exponent and the public credential.
 *
 * @param uuid the election's
 * @param typed the private credential, normalised or as typed
 * @throws ProtocolError `credential-format`
 */
export function deriveCredential(uuid: string, typed: string): Credential {
  const code = normaliseCredential(typed);
  const half = (i: number) => sha256Hex(`derive_credential|${uuid}|${i}|${code}`);
  const secret = mod(BigInt(`0x${half(0)}${half(1)}`));
  return { secret, publicCredential: encodePoint(times(G, secret)) };
}
