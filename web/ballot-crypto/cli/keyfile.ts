/** Files that hold a trustee's private key. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { TrusteeKey } from '../src/audit.ts';
import { CommandError } from './command.ts';

/** What a key file holds. */
interface KeyFile {
  readonly format: 'tellers-trustee-key';
  readonly version: 1;
  /** The trustee_public_key structure, to recognise the file by. */
  readonly trustee_public_key: unknown;
  /** The key in base 10, when it is not protected. */
  readonly private_key?: string;
  readonly protected?: {
    readonly kdf: 'PBKDF2-SHA256';
    readonly iterations: number;
    readonly salt: string;
    readonly cipher: 'AES-256-GCM';
    readonly iv: string;
    readonly data: string;
  };
}

/** The number of PBKDF2 iterations of new files (OWASP's figure for SHA-256). */
const ITERATIONS = 600_000;

/** Files that ask for more are refused rather than worked on for hours. */
const MAX_ITERATIONS = 10_000_000;

/** Writes a new key file that only its owner may read. An existing file is never overwritten: it may hold a key. */
export async function writeKeyFile(file: string, key: TrusteeKey, passphrase: string | undefined): Promise<void> {
  const secret = String(key.privateKey);
  const content: KeyFile = {
    format: 'tellers-trustee-key',
    version: 1,
    trustee_public_key: JSON.parse(key.publicKey),
    ...(passphrase === undefined ? { private_key: secret } : { protected: await seal(secret, passphrase) }),
  };
  try {
    writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'EEXIST')
      throw new CommandError(`${file} exists already; it is not overwritten, since it may hold a key`);
    throw e;
  }
}

/**
 * Reads a private key: a file of {@link writeKeyFile}, or belenios-tool's (the number as a JSON string).
 *
 * @throws CommandError when it is neither, or the passphrase is missing or wrong
 */
export async function readKeyFile(file: string, passphrase: string | undefined): Promise<bigint> {
  let content: KeyFile | string;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (e) {
    // A syntax error's message would quote the file.
    if (e instanceof SyntaxError) throw new CommandError(`${file} is not a trustee's key file`);
    throw e;
  }
  const plain = typeof content === 'string' ? content : content?.private_key;
  if (typeof plain === 'string') return number(plain, file);
  const sealed = typeof content === 'string' ? undefined : content?.protected;
  if (!sealed) throw new CommandError(`${file} is not a trustee's key file`);
  if (passphrase === undefined)
    throw new CommandError(`${file} is protected by a passphrase: name its file with --passphrase-file`);
  return number(await open(sealed, passphrase, file), file);
}

function number(text: string, file: string): bigint {
  if (!/^[1-9][0-9]{0,76}$/.test(text)) throw new CommandError(`${file} does not hold a private key`);
  return BigInt(text);
}

async function seal(secret: string, passphrase: string): Promise<NonNullable<KeyFile['protected']>> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await derive(passphrase, salt, ITERATIONS);
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new TextEncoder().encode(secret));
  return {
    kdf: 'PBKDF2-SHA256',
    iterations: ITERATIONS,
    salt: Buffer.from(salt).toString('base64'),
    cipher: 'AES-256-GCM',
    iv: Buffer.from(iv).toString('base64'),
    data: Buffer.from(data).toString('base64'),
  };
}

async function open(sealed: NonNullable<KeyFile['protected']>, passphrase: string, file: string): Promise<string> {
  const { kdf, cipher, iterations } = sealed;
  if (kdf !== 'PBKDF2-SHA256' || cipher !== 'AES-256-GCM' || !(iterations >= 1 && iterations <= MAX_ITERATIONS))
    throw new CommandError(`${file} is protected in a way that this program does not know`);
  const key = await derive(passphrase, Buffer.from(sealed.salt, 'base64'), iterations);
  try {
    const iv = Buffer.from(sealed.iv, 'base64');
    const data = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, Buffer.from(sealed.data, 'base64'));
    return new TextDecoder().decode(data);
  } catch {
    throw new CommandError(`the passphrase does not open ${file}`);
  }
}

async function derive(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(passphrase), 'PBKDF2', false, [
    'deriveKey',
  ]);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}

/** The passphrase in a file: its first line. */
export function readPassphrase(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  const passphrase = readFileSync(file, 'utf8').split(/\r?\n/, 1)[0] ?? '';
  if (passphrase === '') throw new CommandError(`${file} holds no passphrase in its first line`);
  return passphrase;
}
