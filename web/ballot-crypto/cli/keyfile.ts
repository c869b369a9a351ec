/** Reads and writes files that hold a trustee's secret. */
import { readFileSync, writeFileSync } from 'node:fs';
import { openKeyFile, readKeyFile, type TrusteeMaterial, writeKeyFile } from '../src/keyfile.ts';
import type { Secret } from '../src/trustee.ts';
import { CommandError } from './command.ts';
import { givenPassphrase, newPassphrase, VARIABLE } from './passphrase.ts';

/** Writes a new key file that only its owner may read. An existing file is never overwritten: it may hold a key. */
export async function saveKey(file: string, material: TrusteeMaterial, passphraseFile?: string): Promise<void> {
  const passphrase = await newPassphrase(passphraseFile);
  const text = await writeKeyFile(material, passphrase);
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code === 'EEXIST')
      throw new CommandError(`${file} exists already; it is not overwritten, since it may hold a key`);
    throw e;
  }
  process.stderr.write(
    `secret key written to ${file}; keep it, and a copy, until the result is declared\n` +
      (passphrase === undefined ? `it is not protected by a passphrase: anyone who has the file has the key\n` : ''),
  );
}

/**
 * Reads a secret: a key file, belenios-tool's private key (the number as a JSON string), or its seed of a seat.
 *
 * @throws CommandError when a passphrase is needed and nobody can be asked for it; ProtocolError as the key file says
 */
export async function loadKey(path: string, passphraseFile?: string): Promise<Secret> {
  const text = readFileSync(path, 'utf8');
  const [, digits] = /^\s*"([1-9][0-9]{0,76})"\s*$/.exec(text) ?? [];
  if (digits) return { kind: 'single', privateKey: BigInt(digits) };
  const [, seed] = /^\s*([1-9A-HJ-NP-Za-km-z]{22})\s*$/.exec(text) ?? [];
  if (seed) return { kind: 'seat', seed };
  const file = readKeyFile(text);
  if (!file.protection) return openKeyFile(file, undefined);
  const passphrase = await givenPassphrase(passphraseFile);
  if (passphrase === undefined)
    throw new CommandError(
      `${path} is protected by a passphrase: name its file with --passphrase-file, or set ${VARIABLE}`,
    );
  return openKeyFile(file, passphrase);
}
