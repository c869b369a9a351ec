import { describe, expect, it } from 'vitest';
import { createBallot, deriveCredential } from '../src/index.ts';
import { verifyBallotWithBelenios } from './belenios.ts';
import { vector, vectorNames } from './vectors.ts';

describe('ballots made here are accepted by belenios-tool', () => {
  it.each(vectorNames)('%s: one ballot for every vote of the vector', { timeout: 120_000 }, (name) => {
    const { election, privateCredentials, votes, archive } = vector(name);
    votes.forEach((vote, i) => {
      const credential = deriveCredential(election.uuid, privateCredentials[i] as string);
      verifyBallotWithBelenios(archive, election.uuid, createBallot(election, credential, vote).text);
    });
  });

  it('and belenios-tool does refuse a ballot with one digit changed', { timeout: 60_000 }, () => {
    const { election, archive, ballots } = vector('one-question');
    const changed = (ballots[0] as string).replace('"response":"1', '"response":"2');
    expect(() => verifyBallotWithBelenios(archive, election.uuid, changed)).toThrow(/InvalidBallot|invalid/i);
  });
});
