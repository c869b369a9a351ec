/**
 * The key ceremony of a "Pedersen" group: t of n trustees can decrypt, no server sees a share. Specification sections
 * 3.1.1 and 4.6. Certificates, polynomials, inputs and outputs are exact texts: they are signed as they are.
 */
import { receive, type SeatKeys, send } from './channel.ts';
import { refuse } from './errors.ts';
import { decodeScalar, encodePoint, G, mod, type Point, randomScalar, times } from './group.ts';
import { array, canonical, fields, integer, parseCanonical, string } from './json.ts';
import {
  type Certificate,
  checkCommitted,
  committed,
  evaluate,
  proveKnowledge,
  readCertificate,
  readCertificates,
  readCoefficients,
  readShareKey,
  shareKey,
  signMessage,
  type TrusteeGroup,
} from './trustees.ts';

export type { SeatKeys } from './channel.ts';
export { generateSeed, seatKeys } from './channel.ts';

/** What a certificate is made for. */
export interface Seat {
  /** How many trustees there are. */
  readonly size: number;
  /** How many of them decrypt. */
  readonly threshold: number;
  /** The trustee's number in the group, from 1. */
  readonly index: number;
}

/** A trustee's part of the key. */
export interface Share {
  /** The seat's number in the group, from 1. */
  readonly index: number;
  /** The share of the private key. */
  readonly privateKey: bigint;
}

/** A "Pedersen" entry of trustees.json. */
export type PedersenGroup = Extract<TrusteeGroup, { kind: 'Pedersen' }>;

/** Step 1: the certificate of a seat. */
export function makeCertificate(keys: SeatKeys, { size, threshold, index }: Seat): string {
  const message = canonical({
    context: { group: 'Ed25519', size, threshold, index },
    verification: encodePoint(keys.verification),
    encryption: encodePoint(keys.encryption),
  });
  const text = canonical({ message, signature: signMessage(message, keys.signing) });
  checkCertificate(text);
  return text;
}

/** Checks one certificate; whether it fits the others is checked by {@link checkCertificates}. */
export function checkCertificate(text: string): Certificate {
  return readCertificate(parseCanonical(text, 'certificate'), 'certificate');
}

/** Step 2: checks the certificates of all seats, in order. */
export function checkCertificates(texts: readonly string[]): Certificate[] {
  return readCertificates(parse(texts, 'certificates'), 'certificates');
}

/**
 * Step 3: makes the secret polynomial of a seat, and says of it what the others need: the coefficients encrypted to
 * the seat itself, a share encrypted to each seat, the coefficients in the exponent, and a signature over all.
 *
 * @throws ProtocolError `wrong-key` when no certificate is of these keys
 */
export async function makePolynomial(keys: SeatKeys, certificateTexts: readonly string[]): Promise<string> {
  const certificates = checkCertificates(certificateTexts);
  const { threshold } = own(keys, certificates);
  const polynomial = Array.from({ length: threshold }, randomScalar);
  const secrets = certificates.map(({ encryption, index }) =>
    send(keys, encryption, canonical({ secret: String(valueAt(polynomial, index)) })),
  );
  const coefficients = polynomial.map((a) => times(G, a));
  const message = canonical({ coefexps: coefficients.map(encodePoint) });
  return canonical({
    polynomial: await send(keys, keys.encryption, canonical({ polynomial: polynomial.map(String) })),
    secrets: await Promise.all(secrets),
    coefexps: { message, signature: signMessage(message, keys.signing) },
    signature: signMessage(committed(parse(certificateTexts, 'certificates'), coefficients), keys.signing),
  });
}

/** Checks what everybody can check of a polynomial that the seat of that index handed in. */
export function checkPolynomial(certificateTexts: readonly string[], index: number, text: string): void {
  readPolynomial(certificateTexts, checkCertificates(certificateTexts), index, text);
}

function readPolynomial(
  certificateTexts: readonly string[],
  certificates: readonly Certificate[],
  index: number,
  text: string,
) {
  const place = `polynomial of seat ${index}`;
  const certificate = certificates[index - 1] ?? refuse('bad-trustee', `there is no seat ${index}`);
  const json = fields(parseCanonical(text, place), 'polynomial secrets coefexps signature', place);
  const secrets = array(json.secrets, `${place}.secrets`, certificates.length).map((secret, j) =>
    string(secret, `${place}.secrets[${j}]`),
  );
  const coefficients = readCoefficients(json.coefexps, certificate, `${place}.coefexps`);
  const certs = parse(certificateTexts, 'certificates');
  checkCommitted(certs, coefficients, json.signature, certificate, `${place}.signature`);
  const { coefexps, signature } = json;
  return { polynomial: string(json.polynomial, place), secrets, coefexps, signature, coefficients };
}

/** Step 4, the server's: the inputs of all seats from all polynomials, in order. */
export function makeInputs(certificateTexts: readonly string[], polynomialTexts: readonly string[]): string[] {
  const polynomials = readPolynomials(certificateTexts, polynomialTexts);
  return polynomials.map(({ polynomial }, j) =>
    canonical({
      polynomial,
      secrets: polynomials.map(({ secrets }) => secrets[j]),
      coefexps: polynomials.map(({ coefexps }) => coefexps),
      signatures: polynomials.map(({ signature }) => signature),
    }),
  );
}

function readPolynomials(certificateTexts: readonly string[], polynomialTexts: readonly string[]) {
  const certificates = checkCertificates(certificateTexts);
  if (polynomialTexts.length !== certificates.length)
    refuse('wrong-shape', `there are ${certificates.length} certificates but ${polynomialTexts.length} polynomials`);
  return polynomialTexts.map((text, i) => readPolynomial(certificateTexts, certificates, i + 1, text));
}

/**
 * Step 5: checks what the server collected for a seat (all certificates and coefficients signed by everyone, the own
 * ones unchanged, every secret what its sender's coefficients say), and confirms with the seat's share.
 *
 * @returns the output to hand in, and the share
 * @throws ProtocolError naming the seat at fault
 */
export async function confirm(
  keys: SeatKeys,
  certificateTexts: readonly string[],
  inputText: string,
): Promise<Share & { output: string }> {
  const certificates = checkCertificates(certificateTexts);
  const { index } = own(keys, certificates);
  const input = readInput(inputText, certificates.length);
  const coefficients = input.coefexps.map((signed, i) =>
    readCoefficients(signed, certificates[i] as Certificate, `input.coefexps[${i}]`),
  );
  const certs = parse(certificateTexts, 'certificates');
  input.signatures.forEach((signature, i) => {
    const at = `input.signatures[${i}]`;
    checkCommitted(certs, coefficients[i] as Point[], signature, certificates[i] as Certificate, at);
  });
  const polynomial = await receive(keys, keys.verification, input.polynomial, 'input.polynomial');
  const json = fields(parseCanonical(polynomial, 'input.polynomial'), 'polynomial', 'input.polynomial');
  const mine = coefficients[index - 1] as Point[];
  array(json.polynomial, 'input.polynomial', mine.length).forEach((a, k) => {
    if (!times(G, decodeScalar(a, `input.polynomial[${k}]`)).equals(mine[k] as Point))
      refuse('bad-trustee', 'the coefficients in the input are not those of the own polynomial');
  });
  const privateKey = await sumOfSecrets(keys, index, certificates, coefficients, input.secrets);
  const public_key = encodePoint(times(G, privateKey));
  const output = canonical({
    private_key: await send(keys, keys.encryption, canonical({ decryption_key: String(privateKey) })),
    public_key: {
      pok: proveKnowledge(privateKey, public_key),
      public_key,
      signature: signMessage(public_key, keys.signing),
    },
  });
  return { index, privateKey, output };
}

/** Checks what everybody can check of an output that the seat of that index handed in. */
export function checkOutput(
  certificateTexts: readonly string[],
  polynomialTexts: readonly string[],
  index: number,
  text: string,
): void {
  const coefficients = readPolynomials(certificateTexts, polynomialTexts).map((p) => p.coefficients);
  readOutput(checkCertificates(certificateTexts), coefficients, index, text);
}

function readOutput(
  certificates: readonly Certificate[],
  coefficients: readonly (readonly Point[])[],
  index: number,
  text: string,
): unknown {
  const place = `output of seat ${index}`;
  const certificate = certificates[index - 1] ?? refuse('bad-trustee', `there is no seat ${index}`);
  const json = fields(parseCanonical(text, place), 'private_key public_key', place);
  string(json.private_key, `${place}.private_key`);
  readShareKey(json.public_key, certificate, coefficients, `${place}.public_key`);
  return json.public_key;
}

/**
 * Step 6, the server's: the threshold parameters, the content of a "Pedersen" entry of trustees.json.
 *
 * @throws ProtocolError naming the seat at fault
 */
export function thresholdParameters(
  certificateTexts: readonly string[],
  polynomialTexts: readonly string[],
  outputTexts: readonly string[],
): string {
  const certificates = checkCertificates(certificateTexts);
  const polynomials = readPolynomials(certificateTexts, polynomialTexts);
  if (outputTexts.length !== certificates.length)
    refuse('wrong-shape', `there are ${certificates.length} certificates but ${outputTexts.length} outputs`);
  const coefficients = polynomials.map((p) => p.coefficients);
  return canonical({
    threshold: integer(certificates[0]?.threshold, 'threshold'),
    certs: parse(certificateTexts, 'certificates'),
    coefexps: polynomials.map(({ coefexps }) => coefexps),
    signatures: polynomials.map(({ signature }) => signature),
    verification_keys: outputTexts.map((text, i) => readOutput(certificates, coefficients, i + 1, text)),
  });
}

/**
 * Recovers a seat's share from the seed's keys and the seat's input, checked against the published parameters.
 *
 * @param group the "Pedersen" entry of trustees.json
 * @throws ProtocolError `wrong-key` when the seed is of no seat of the group; naming what does not fit otherwise
 */
export async function recoverShare(keys: SeatKeys, group: PedersenGroup, inputText: string): Promise<Share> {
  const { certificates, coefficients } = group;
  const { index } = own(keys, certificates);
  const { secrets } = readInput(inputText, certificates.length);
  const privateKey = await sumOfSecrets(keys, index, certificates, coefficients, secrets);
  return { index, privateKey };
}

/**
 * Opens a seat's share from the encrypted copy in the seat's output.
 *
 * @param text the private_key field of the output
 * @throws ProtocolError `wrong-key` when the seed or the share is of no seat of the group
 */
export async function openShare(keys: SeatKeys, group: PedersenGroup, text: string): Promise<Share> {
  const { index } = own(keys, group.certificates);
  const message = await receive(keys, keys.verification, text, 'share');
  const json = fields(parseCanonical(message, 'share'), 'decryption_key', 'share');
  const privateKey = decodeScalar(json.decryption_key, 'share');
  if (!times(G, privateKey).equals(shareKey(group.coefficients, index)))
    refuse('wrong-key', `the share is not that of seat ${index}`);
  return { index, privateKey };
}

/** The share: the sum of what every seat's polynomial says at this index. */
async function sumOfSecrets(
  keys: SeatKeys,
  index: number,
  certificates: readonly Certificate[],
  coefficients: readonly (readonly Point[])[],
  secrets: readonly string[],
): Promise<bigint> {
  let sum = 0n;
  for (const [i, text] of secrets.entries()) {
    const place = `secret of seat ${i + 1}`;
    const message = await receive(keys, (certificates[i] as Certificate).verification, text, place);
    const json = fields(parseCanonical(message, place), 'secret', place);
    const secret = decodeScalar(json.secret, place);
    if (!times(G, secret).equals(evaluate(coefficients[i] as Point[], index)))
      refuse('bad-trustee', `the ${place} is not what that seat's coefficients say`);
    sum += secret;
  }
  return mod(sum);
}

function readInput(text: string, size: number) {
  const json = fields(parseCanonical(text, 'input'), 'polynomial secrets coefexps signatures', 'input');
  return {
    polynomial: string(json.polynomial, 'input.polynomial'),
    secrets: array(json.secrets, 'input.secrets', size).map((secret, i) => string(secret, `input.secrets[${i}]`)),
    coefexps: array(json.coefexps, 'input.coefexps', size),
    signatures: array(json.signatures, 'input.signatures', size),
  };
}

/** The certificate of these keys. */
function own(keys: SeatKeys, certificates: readonly Certificate[]): Certificate {
  return (
    certificates.find(
      ({ verification, encryption }) => verification.equals(keys.verification) && encryption.equals(keys.encryption),
    ) ?? refuse('wrong-key', 'none of the certificates is of this key')
  );
}

/** The polynomial's value at j. */
function valueAt(polynomial: readonly bigint[], j: number): bigint {
  return polynomial.reduceRight((value, a) => mod(value * BigInt(j) + a), 0n);
}

function parse(texts: readonly string[], place: string): unknown[] {
  return texts.map((text, i) => parseCanonical(text, `${place}[${i}]`));
}
