/**
 * The file that holds a trustee's secret, protected by a passphrase: PBKDF2-SHA-256 makes a key of it, AES-256-GCM
 * seals. What is public stands open in it, so that a person can tell which file is for what, and a checksum over the
 * whole tells a damaged file from a wrong passphrase.
 */
import { seatKeys } from './channel.ts';
import { ProtocolError, refuse } from './errors.ts';
import { encodePoint, G, sha256Hex, times } from './group.ts';
import { canonical, fields, integer, parseCanonical, string, word } from './json.ts';
import type { Secret } from './trustee.ts';
import { keyFingerprint, readCertificate, verifyTrusteePublicKey } from './trustees.ts';

const FORMAT = 'tellers-trustee-key';

/** The number of PBKDF2 iterations of new files (OWASP's figure for SHA-256). */
const ITERATIONS = 600_000;

/** Files that ask for more are refused rather than worked on for hours. */
const MAX_ITERATIONS = 10_000_000;

/** A trustee's secret with what is public of it. */
export interface TrusteeMaterial {
  readonly secret: Secret;
  /** The canonical text that goes to the ballot service: a trustee_public_key, or a seat's certificate. */
  readonly published: string;
}

/** A key file as it was read: whole, but not opened. */
export interface KeyFile {
  readonly kind: Secret['kind'];
  readonly published: string;
  /** Base64 SHA-256 of the public key; of a seat, of the certificate's verification key. */
  readonly fingerprint: string;
  /** Absent in a file without a passphrase. */
  readonly protection?: Protection;
  /** The secret: sealed in Base64, or open. */
  readonly secret: string;
}

interface Protection {
  readonly kdf: 'PBKDF2-SHA-256';
  readonly iterations: number;
  readonly salt: string;
  readonly cipher: 'AES-256-GCM';
  readonly iv: string;
}

/**
 * Writes a key file.
 *
 * @param passphrase without it the secret stands open in the file
 * @returns its text
 */
export async function writeKeyFile(material: TrusteeMaterial, passphrase: string | undefined): Promise<string> {
  const { secret, published } = material;
  const { kind } = secret;
  const opened = kind === 'single' ? String(secret.privateKey) : secret.seed;
  const head = {
    format: FORMAT,
    version: 2,
    kind,
    published: JSON.parse(published),
    fingerprint: fingerprintOf(kind, published),
  };
  const content = passphrase === undefined ? { ...head, secret: opened } : await seal(head, opened, passphrase);
  return `${JSON.stringify({ ...content, checksum: sha256Hex(canonical(content)) }, null, 2)}\n`;
}

/**
 * Reads a key file, without opening it.
 *
 * @throws ProtocolError `not-a-key-file`; `damaged-key-file` when something in it was changed or is missing
 */
export function readKeyFile(text: string): KeyFile {
  const json = parse(text);
  if (json.format !== FORMAT) refuse('not-a-key-file', "this is not a trustee's key file");
  if (json.version !== 2) refuse('unsupported', `key files of version ${json.version} are not known here`);
  const { checksum, ...content } = json;
  if (checksum !== sha256Hex(canonical(content)))
    refuse('damaged-key-file', 'the key file is damaged: take the copy that you keep elsewhere');
  fields(json, 'format version kind published fingerprint protection? secret checksum', 'key file');
  const kind = word(json.kind, ['single', 'seat'], 'key file, kind');
  const published = canonical(json.published);
  return {
    kind,
    published,
    fingerprint: fingerprintOf(kind, published),
    ...(json.protection !== undefined && { protection: readProtection(json.protection) }),
    secret: string(json.secret, 'key file, secret'),
  };
}

/**
 * Opens a key file and checks that the secret in it is that of the published key.
 *
 * @throws ProtocolError `wrong-passphrase`, also when none is given and one is needed; `damaged-key-file`
 */
export async function openKeyFile(file: KeyFile, passphrase: string | undefined): Promise<Secret> {
  const { kind, protection, published } = file;
  if (protection && passphrase === undefined) refuse('wrong-passphrase', 'the key file is protected by a passphrase');
  const opened = protection ? await unseal(file, protection, passphrase as string) : file.secret;
  const secret: Secret = kind === 'single' ? { kind, privateKey: number(opened) } : { kind, seed: opened };
  const key = secret.kind === 'single' ? times(G, secret.privateKey) : seatKeys(secret.seed).verification;
  if (encodePoint(key) !== publicKeyOf(kind, published))
    refuse('damaged-key-file', 'the secret in the key file is not that of the public key in it');
  return secret;
}

function parse(text: string): Record<string, unknown> {
  try {
    // A syntax error's message would quote the file.
    return Object(JSON.parse(text));
  } catch {
    return refuse(
      text.includes(FORMAT) ? 'damaged-key-file' : 'not-a-key-file',
      text.includes(FORMAT) ? 'the key file is damaged: it is not whole' : "this is not a trustee's key file",
    );
  }
}

function number(text: string): bigint {
  return /^[1-9][0-9]{0,76}$/.test(text)
    ? BigInt(text)
    : refuse('damaged-key-file', 'the key file holds no private key');
}

function publicKeyOf(kind: Secret['kind'], published: string): string {
  const json = parseCanonical(published, 'key file, published');
  const key =
    kind === 'seat' ? readCertificate(json, 'key file, published').verification : verifyTrusteePublicKey(published);
  return encodePoint(key);
}

function fingerprintOf(kind: Secret['kind'], published: string): string {
  return keyFingerprint(publicKeyOf(kind, published));
}

function readProtection(value: unknown): Protection {
  const place = 'key file, protection';
  const json = fields(value, 'kdf iterations salt cipher iv', place);
  const iterations = integer(json.iterations, place);
  if (json.kdf !== 'PBKDF2-SHA-256' || json.cipher !== 'AES-256-GCM' || iterations < 1 || iterations > MAX_ITERATIONS)
    refuse('unsupported', 'the key file is protected in a way that is not known here');
  const { salt, iv } = json;
  return { kdf: 'PBKDF2-SHA-256', iterations, salt: string(salt, place), cipher: 'AES-256-GCM', iv: string(iv, place) };
}

async function seal(head: object, secret: string, passphrase: string) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const protection: Protection = {
    kdf: 'PBKDF2-SHA-256',
    iterations: ITERATIONS,
    salt: base64(salt),
    cipher: 'AES-256-GCM',
    iv: base64(iv),
  };
  const key = await derive(passphrase, salt, ITERATIONS);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(secret));
  return { ...head, protection, secret: base64(new Uint8Array(data)) };
}

async function unseal(file: KeyFile, { salt, iv, iterations }: Protection, passphrase: string): Promise<string> {
  const key = await derive(passphrase, bytes(salt), iterations);
  try {
    const data = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(iv) }, key, bytes(file.secret));
    return new TextDecoder().decode(data);
  } catch {
    // The file is whole: its checksum holds. So it is the passphrase.
    throw new ProtocolError('wrong-passphrase', 'the passphrase does not open the key file');
  }
}

/** The key of a passphrase. The same letters give the same key however the keyboard composes them. */
async function derive(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const text = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', text, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

function base64(data: Uint8Array): string {
  return btoa(String.fromCharCode(...data));
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return refuse('damaged-key-file', 'the key file is damaged: a part of it is not Base64');
  }
}
