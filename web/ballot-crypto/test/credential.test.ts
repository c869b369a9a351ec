import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deriveCredential, normaliseCredential, ProtocolError } from '../src/index.ts';
import { vector, vectorNames } from './vectors.ts';

describe('credentials', () => {
  it.each(vectorNames)('every private credential of %s leads to the public credential of its ballot', (name) => {
    const { election, privateCredentials, ballots } = vector(name);
    ballots.forEach((text, i) => {
      const { publicCredential } = deriveCredential(election.uuid, privateCredentials[i] as string);
      expect(publicCredential).toBe(JSON.parse(text).credential);
    });
  });

  it.each(vectorNames)('the private credentials of %s and its public list match one to one', (name) => {
    const { election, privateCredentials, path } = vector(name);
    const listed: string[] = JSON.parse(readFileSync(`${path}/public_creds.json`, 'utf8'));
    const derived = privateCredentials.map((c) => deriveCredential(election.uuid, c).publicCredential);
    expect(derived.sort()).toEqual([...listed].sort());
  });

  it.each([
    'hWD8n-bgaUbT-PRUyX-2LNASK',
    'hWD8nbgaUbTPRUyX2LNASK',
    '  hWD8n bgaUbT\tPRUyX\n2LNASK ',
    'hWD8n\u2013bgaUbT\u2011PRUyX\u00ad2LNASK\u200b',
  ])('spaces and hyphens of any kind do not matter: %j', (typed) => {
    expect(normaliseCredential(typed)).toBe('hWD8n-bgaUbT-PRUyX-2LNASK');
  });

  it.each([
    ['', 'empty'],
    ['hWD8n-bgaUbT-PRUyX-2LNAS', 'one character short'],
    ['hWD8n-bgaUbT-PRUyX-2LNASKK', 'one too many'],
    ['0WD8n-bgaUbT-PRUyX-2LNASK', 'a zero'],
    ['hWD8n-bgaUbT-PRUyX-2LNASl', 'a lower-case l'],
    ['hWD8n-bgaUbT-PRUyX-2LNAS_', 'an underscore'],
  ])('%j is refused: %s', (typed) => {
    const refused = () => normaliseCredential(typed);
    expect(refused).toThrow(ProtocolError);
    expect(refused).toThrow(expect.objectContaining({ fault: 'credential-format' }));
  });

  it('case is kept, so another case is another credential', () => {
    expect(deriveCredential('6KtJmwugEAEpW8', 'HWD8n-bgaUbT-PRUyX-2LNASK')).not.toEqual(
      deriveCredential('6KtJmwugEAEpW8', 'hWD8n-bgaUbT-PRUyX-2LNASK'),
    );
  });

  it('a refusal does not repeat the code', () => {
    expect(() => normaliseCredential('hWD8nbgaUbTPRUyX2LNAS0')).not.toThrow(/hWD8n/);
  });
});
