/** Mails and letters from the service's own templates, with made-up words in every place. */
import { readFileSync } from 'node:fs';

const folder = new URL('../../../services/notification/src/main/resources/mail/', import.meta.url);
const template = (name: string) => readFileSync(new URL(name, folder), 'utf8');

const WORDS: Readonly<Record<string, string>> = {
  lang: 'en',
  union: 'Napo',
  ballotName: 'Workloads ballot 2026',
  recipient: 'Alex Example',
  opens: 'noon on Friday 13 February 2026',
  closes: 'noon on Friday 27 February 2026',
  page: 'https://vote.napo.example/v/6KtJmwugEAEpW8',
  link: 'https://vote.napo.example/v/6KtJmwugEAEpW8#c=dummy',
  votersOrigin: 'https://vote.napo.example',
  codeInGroups: 'Xk7 Qm2pT vB9 wLd4R',
  sender: 'ballots@notices.napo.example',
  fingerprint: 'TELLERS 8f3a 99c1 d204 7be5 61f0 aa2c 93d7 05be',
  authority: 'NEC, 12 January 2026, minute 7',
  helpLine: '020 7946 0000',
};

/** The text of a template: what is included is in it, and every condition is met. */
export function filled(name: string): string {
  let text = template(name);
  const page = /\{#include (page|paper)\.html\}/.exec(text)?.[1];
  if (page)
    text = template(`${page}.html`).replace('{#insert main /}', /\{#main\}([\s\S]*)\{\/main\}/.exec(text)?.[1] ?? '');
  while (/\{#include ([\w.-]+) \/\}/.test(text))
    text = text.replace(/\{#include ([\w.-]+) \/\}/g, (_, part: string) => template(part));
  return text
    .replace(/\{#insert title\}([\s\S]*?)\{\/insert\}/, '$1')
    .replace(/\{#if letter\.lang == 'cy'\}[\s\S]*?\{#else\}([\s\S]*?)\{\/if\}/g, '$1')
    .replace(/\{#else\}[\s\S]*?\{\/if\}/g, '')
    .replace(/\{#if [^}]*\}|\{\/if\}/g, '')
    .replace(/\{letter\.(\w+)\}/g, (_, word: string) => WORDS[word] ?? '');
}
