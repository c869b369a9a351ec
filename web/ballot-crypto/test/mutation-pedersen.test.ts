import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTrustees } from '../src/audit.ts';
import {
  checkCertificate,
  checkCertificates,
  checkOutput,
  checkPolynomial,
  confirm,
  seatKeys,
} from '../src/ceremony.ts';
import { type Mutation, mutations } from './mutate.ts';
import { vector } from './vectors.ts';

const { path, election } = vector('threshold');
const read = (file: string) => readFileSync(`${path}/${file}`, 'utf8').trim();
const name = read('trustee-keys/1.trustee');
const key = (ending: string) => read(`trustee-keys/${name}.${ending}`);
const certificates = read('trustee-keys/certs.jsons').split('\n');
const polynomials = read('trustee-keys/polynomials.jsons').split('\n');

/** The mutations that a reader takes for good. */
async function survivors(
  changed: Iterable<Mutation>,
  judge: (text: string) => unknown,
): Promise<{ tried: number; survived: string[] }> {
  const survived: string[] = [];
  let tried = 0;
  for (const { what, text } of changed) {
    tried++;
    try {
      await judge(text);
      survived.push(what);
    } catch (e) {
      // Anything but a named fault would be a crash, not a refusal.
      if ((e as Error).name !== 'ProtocolError') throw new Error(`${what}: ${e}`, { cause: e });
    }
  }
  return { tried, survived };
}

describe('no mutation survives', { timeout: 600_000 }, () => {
  it('of the trustees of an election', async () => {
    const text = read('trustees.json');
    readTrustees(text, election);
    // In another order they are the trustees of another setup, whose hash the archive's first event fixes.
    const changes = [...mutations(text)].filter(({ what }) => what !== ': two elements exchanged');
    const { tried, survived } = await survivors(changes, (changed) => readTrustees(changed, election));
    expect(survived).toEqual([]);
    expect(tried).toBeGreaterThan(600);
  });

  it('of a certificate, nor of it among the others', async () => {
    const [first, ...others] = certificates as [string, ...string[]];
    const alone = await survivors(mutations(first), checkCertificate);
    expect([alone.survived, alone.tried > 60]).toEqual([[], true]);
    const among = await survivors(mutations(first), (text) => checkCertificates([text, ...others]));
    expect(among.survived).toEqual([]);
  });

  it('of a polynomial, but for what is encrypted to others', async () => {
    const [first] = polynomials as [string];
    const encrypted = ([field, i]: readonly (string | number)[]) =>
      field === 'polynomial' || (field === 'secrets' && i !== undefined);
    const changed = [...mutations(first, encrypted)].filter(({ what }) => what !== 'secrets: two elements exchanged');
    const { tried, survived } = await survivors(changed, (text) => checkPolynomial(certificates, 1, text));
    expect([survived, tried > 60]).toEqual([[], true]);
  });

  it('of the input that a seat confirms', async () => {
    const keys = seatKeys(key('key'));
    const { tried, survived } = await survivors(mutations(key('vinput')), (text) => confirm(keys, certificates, text));
    expect([survived, tried > 200]).toEqual([[], true]);
  });

  it('of the output with which it does, but for the share that is encrypted to itself', async () => {
    const encrypted = ([field]: readonly (string | number)[]) => field === 'private_key';
    const { tried, survived } = await survivors(mutations(key('voutput'), encrypted), (text) =>
      checkOutput(certificates, polynomials, 1, text),
    );
    expect([survived, tried > 30]).toEqual([[], true]);
  });
});
