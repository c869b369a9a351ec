import { describe, expect, it } from 'vitest';
import { element, frame, policy, publicPage } from '../src/embed/snippet.ts';

const embedding = {
  votersOrigin: 'https://vote.example',
  script: 'https://vote.example/widget/0123456789abcdef/ballot-turnout.js',
  integrity: 'sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC',
};

describe('what a webmaster pastes', () => {
  it('names the script’s hash, and holds a link for visitors without scripts', () => {
    const pasted = element(embedding, '6KtJmwugEAEpW8', 'cy');
    expect(pasted).toContain(`src="${embedding.script}"\n  integrity="${embedding.integrity}" crossorigin="anonymous"`);
    expect(pasted).toContain('<ballot-turnout ballot="6KtJmwugEAEpW8" lang="cy">');
    expect(pasted).toContain('<a href="https://vote.example/cy/turnout/6KtJmwugEAEpW8">');
  });

  it('leads to pages in the language of the website', () => {
    expect(publicPage(embedding, '6KtJmwugEAEpW8', 'en')).toBe('https://vote.example/turnout/6KtJmwugEAEpW8');
    expect(frame(embedding, '6KtJmwugEAEpW8', 'en')).toContain('https://vote.example/embed/turnout/6KtJmwugEAEpW8"');
    expect(frame(embedding, '6KtJmwugEAEpW8', 'cy')).toContain('https://vote.example/cy/embed/turnout/6KtJmwugEAEpW8"');
  });

  it('asks of a policy no more than the script by its hash and the voters’ origin', () => {
    expect(policy(embedding).split('\n')).toEqual([
      `script-src '${embedding.integrity}'`,
      'connect-src https://vote.example',
      'frame-src https://vote.example',
    ]);
  });
});
