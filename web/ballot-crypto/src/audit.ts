/** What trustees and auditors need on top of the voting client: checking, tallying, decrypting. */
export type { ArchiveOptions, ArchivePart, BallotsVerifier, CheckedArchive } from './archive.ts';
export { checkArchive } from './archive.ts';
export type { EncryptedTally, PartialDecryption } from './tally.ts';
export {
  combine,
  computeTally,
  lastBallots,
  partialDecryption,
  readTally,
  trusteeKeys,
  verifyPartialDecryption,
  writeResult,
  writeTally,
} from './tally.ts';
export type { Certificate, TrusteeGroup, TrusteeKey } from './trustees.ts';
export {
  generateTrusteeKey,
  keyFingerprint,
  readTrusteeGroups,
  readTrustees,
  verifyTrusteePublicKey,
} from './trustees.ts';
export type { Ciphertext, Proof, VerifiedBallot } from './verify.ts';
export { verifyBallot } from './verify.ts';
