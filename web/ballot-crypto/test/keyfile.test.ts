import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateTrusteeKey, keyFingerprint } from '../src/audit.ts';
import { generateSeed, makeCertificate, seatKeys } from '../src/ceremony.ts';
import { encodePoint, sha256Hex } from '../src/group.ts';
import { canonical } from '../src/json.ts';
import { openKeyFile, readKeyFile, type TrusteeMaterial, writeKeyFile } from '../src/keyfile.ts';

const fault = (name: string) => expect.objectContaining({ name: 'ProtocolError', fault: name });

function single(): TrusteeMaterial {
  const { privateKey, publicKey } = generateTrusteeKey();
  return { secret: { kind: 'single', privateKey }, published: publicKey };
}

function seat(): TrusteeMaterial {
  const seed = generateSeed();
  const published = makeCertificate(seatKeys(seed), { size: 3, threshold: 2, index: 2 });
  return { secret: { kind: 'seat', seed }, published };
}

/** The file with a change, and a checksum that fits it: what someone does on purpose. */
function forge(text: string, change: object): string {
  const { checksum: _, ...content } = { ...JSON.parse(text), ...change };
  return JSON.stringify({ ...content, checksum: sha256Hex(canonical(content)) });
}

describe.each([
  ['a single trustee', single],
  ['a seat', seat],
])('the key file of %s', (_, make) => {
  const material = make();
  const hidden = material.secret.kind === 'single' ? String(material.secret.privateKey) : material.secret.seed;
  const other = make();

  it('is opened by its passphrase only, and shows what it is for without', async () => {
    const text = await writeKeyFile(material, 'correct horse');
    expect(text).not.toContain(hidden);
    const file = readKeyFile(text);
    expect(file).toMatchObject({ kind: material.secret.kind, published: material.published });
    expect(file.protection).toMatchObject({ kdf: 'PBKDF2-SHA-256', iterations: 600_000, cipher: 'AES-256-GCM' });
    expect(await openKeyFile(file, 'correct horse')).toEqual(material.secret);
    for (const wrong of ['correct  horse', 'Correct horse', '', undefined])
      await expect(openKeyFile(file, wrong)).rejects.toEqual(fault('wrong-passphrase'));
  });

  it('without a passphrase is open', async () => {
    const file = readKeyFile(await writeKeyFile(material, undefined));
    expect(file.protection).toBeUndefined();
    expect(await openKeyFile(file, undefined)).toEqual(material.secret);
  });

  it('is found damaged, whatever is changed in it, and never takes a passphrase for wrong then', async () => {
    const text = await writeKeyFile(material, 'correct horse');
    const letters = fc.nat(text.length - 1).filter((at) => /[A-Za-z0-9]/.test(text[at] as string));
    fc.assert(
      fc.property(letters, fc.constantFrom('a', '7', 'Z'), (at, letter) => {
        const changed = text.slice(0, at) + letter + text.slice(at + 1);
        fc.pre(changed !== text);
        expect(() => readKeyFile(changed)).toThrow(
          expect.objectContaining({ fault: expect.stringMatching(/^(damaged-key-file|not-a-key-file|unsupported)$/) }),
        );
      }),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.integer({ min: 40, max: text.length - 2 }), (end) => {
        expect(() => readKeyFile(text.slice(0, end))).toThrow(fault('damaged-key-file'));
      }),
    );
  });

  it('is opened after white space was changed, as some editors do', async () => {
    const text = await writeKeyFile(material, 'correct horse');
    const file = readKeyFile(`\n${JSON.stringify(JSON.parse(text), null, '\t')}\r\n`);
    expect(await openKeyFile(file, 'correct horse')).toEqual(material.secret);
  });

  it('is not opened when another public key was put into it', async () => {
    const text = await writeKeyFile(material, 'correct horse');
    const published = JSON.parse(other.published);
    const file = readKeyFile(forge(text, { published }));
    await expect(openKeyFile(file, 'correct horse')).rejects.toEqual(fault('damaged-key-file'));
  });

  it.each([
    ['another version', { version: 3 }],
    ['another cipher', { protection: { kdf: 'PBKDF2-SHA-256', iterations: 1, salt: '', cipher: 'none', iv: '' } }],
    [
      'years of work',
      { protection: { kdf: 'PBKDF2-SHA-256', iterations: 1e9, salt: '', cipher: 'AES-256-GCM', iv: '' } },
    ],
  ])('is not known with %s', async (_, change) => {
    const text = forge(await writeKeyFile(material, 'correct horse'), change);
    expect(() => readKeyFile(text)).toThrow(fault('unsupported'));
  });

  it('has a salt and a key of its own each time', async () => {
    const [a, b] = await Promise.all([1, 2].map(() => writeKeyFile(material, 'correct horse')));
    expect(JSON.parse(a as string).protection.salt).not.toBe(JSON.parse(b as string).protection.salt);
    expect(JSON.parse(a as string).secret).not.toBe(JSON.parse(b as string).secret);
  });
});

describe('a key file', () => {
  it('has the fingerprint of the public key that everybody sees', async () => {
    const trustee = single();
    const file = readKeyFile(await writeKeyFile(trustee, undefined));
    expect(file.fingerprint).toBe(keyFingerprint(JSON.parse(trustee.published).public_key));
    const holder = seat();
    const { verification } = seatKeys((holder.secret as { seed: string }).seed);
    expect(readKeyFile(await writeKeyFile(holder, undefined)).fingerprint).toBe(
      keyFingerprint(encodePoint(verification)),
    );
  });

  it('is opened whichever way the keyboard composes the letters of its passphrase', async () => {
    const file = readKeyFile(await writeKeyFile(single(), 'caf\u00e9'));
    await expect(openKeyFile(file, 'cafe\u0301')).resolves.toMatchObject({ kind: 'single' });
  });

  it.each(['', '{}', 'null', '[]', '"123"', 'hello', '{"format":"other"}'])('is not %j', (text) => {
    expect(() => readKeyFile(text)).toThrow(fault('not-a-key-file'));
  });
});
