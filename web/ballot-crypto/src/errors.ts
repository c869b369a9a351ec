/** The name of a violated rule. Stable: clients and tests refer to these names. */
export type Fault =
  | 'credential-format'
  | 'not-utf8'
  | 'not-json'
  | 'not-canonical'
  | 'wrong-fields'
  | 'wrong-type'
  | 'unsupported'
  | 'bad-election'
  | 'bad-point'
  | 'bad-scalar'
  | 'bad-choices'
  | 'not-prepared'
  | 'wrong-election'
  | 'unknown-credential'
  | 'wrong-shape'
  | 'bad-hash'
  | 'bad-signature'
  | 'bad-individual-proof'
  | 'bad-overall-proof'
  | 'bad-blank-proof'
  | 'bad-trustee'
  | 'wrong-public-key'
  | 'bad-archive'
  | 'wrong-head'
  | 'wrong-tally'
  | 'bad-decryption-proof'
  | 'wrong-result'
  | 'wrong-key'
  | 'bad-message'
  | 'bad-rehearsal'
  | 'wrong-passphrase'
  | 'damaged-key-file'
  | 'not-a-key-file'
  | 'bad-additions'
  | 'bad-charter'
  | 'bad-credential-log'
  | 'wrong-opening'
  | 'inactive-credential'
  | 'bad-plan'
  | 'plan-not-allowed'
  | 'wrong-cell'
  | 'wrong-task'
  | 'bad-strong-proof'
  | 'bad-decision'
  | 'bad-reconciliation';

/** A violated rule of the protocol: `fault` says which, the message says where and what to do. Holds no secret. */
export class ProtocolError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, message: string) {
    super(message);
    this.name = 'ProtocolError';
    this.fault = fault;
  }
}

/** Throws a {@link ProtocolError}; an expression, so that it fits after `??`. */
export function refuse(fault: Fault, message: string): never {
  throw new ProtocolError(fault, message);
}
