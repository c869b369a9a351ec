/** Everything that a person can do in the API can be done in this app: each operation is used, or it is said who uses it. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const CONTRACTS = fileURLToPath(new URL('../../../contracts/openapi/', import.meta.url));
const SOURCES = fileURLToPath(new URL('../src/', import.meta.url));

/** Operations that no page of this app uses, each with who does, or why nobody needs to. */
const NOT_HERE: Readonly<Record<string, string>> = {
  'GET /api/ballot/public/ballots/{uuid}': 'the voting app and the union’s website, for everybody',
  'GET /api/ballot/public/ballots/{uuid}/meetings.ics': 'members’ calendars',
  'GET /api/ballot/public/ballots/{uuid}/meetings/{meeting}/meeting.ics': 'members’ calendars',
  'POST /api/membership/self-service/changes': 'the members’ page for their own contact data',
  'POST /api/membership/self-service/confirmations': 'the members’ page for their own contact data',
  'POST /api/membership/self-service/details': 'the members’ page for their own contact data',
  'POST /api/membership/self-service/links': 'the members’ page for their own contact data',
  'POST /api/membership/self-service/undoings': 'the members’ page for their own contact data',
  'POST /api/notification/ballots/{uuid}/invitations':
    'other programs: the page of messages orders the invitations as one of the messages',
  'GET /api/notification/ballots/{uuid}/messages/{id}': 'other programs: the list of messages has the whole of each',
  'POST /api/notification/ballots/{uuid}/send-again': 'the voting app, for members who have lost their email',
  'POST /api/notification/send-again': 'the voting app, for members who have lost their email',
  'POST /api/notification/delivery-reports/{provider}': 'mail providers, signed',
  'GET /api/notification/opt-outs/style.css': 'the page behind the link in a reminder',
  'GET /api/notification/opt-outs/{token}': 'the page behind the link in a reminder',
  'POST /api/notification/opt-outs/{token}': 'the page behind the link in a reminder',
  'GET /api/reporting/ballots/{uuid}/audit': 'nobody alone: it is in the audit pack, which the result’s page offers',
  'GET /api/reporting/ballots/{uuid}/plan':
    'nobody alone: it is in the additions to the archive, which the result’s page offers',
  'GET /api/reporting/ballots/{uuid}/turnout': 'the public page of the turnout',
  'POST /api/voting/ballots/{uuid}/box': 'the voting app',
  'GET /api/voting/ballots/{uuid}/charter': 'the voting app; it is in the additions, too',
  'GET /api/voting/ballots/{uuid}/credentials/{credential}': 'the voting app',
  'GET /api/voting/ballots/{uuid}/election': 'the voting app; it is in the archive, too',
  'GET /api/voting/ballots/{uuid}/trackers': 'the voting app, for whoever checks a receipt',
  'GET /api/voting/ballots/{uuid}/trackers/{tracker}': 'the voting app, for whoever checks a receipt',
};

/** Every operation of the services, as "GET /api/…", from the documents that are written from their code. */
function operations(): string[] {
  return readdirSync(CONTRACTS).flatMap((name) => {
    const found: string[] = [];
    let path = '';
    for (const line of readFileSync(`${CONTRACTS}${name}`, 'utf8').split('\n')) {
      path = /^ {2}(\/[^:]*):$/.exec(line)?.[1] ?? path;
      const method = /^ {4}(get|post|put|patch|delete):$/.exec(line)?.[1];
      if (method && path) found.push(`${method.toUpperCase()} ${path}`);
      if (/^\S/.test(line)) path = '';
    }
    return found;
  });
}

/** A path of the API, with the method of the client, of an older kind of request, or of {@link exactly}; else it is a link. */
const CALL =
  /(?:\.(GET|POST|PUT|PATCH|DELETE)\(|\.open\('(POST|PUT)', |(exactly)\()?\s*['"`](\/(?:api|session)\/[^'"`?]*)/g;

/** The source with the beginnings of paths that it keeps in a constant put where they are used. */
function withPrefixes(source: string): string {
  const kept = [...source.matchAll(/const (\w+) = `(\/api\/[^`]*)`/g)];
  return kept.reduce((text, [, name, prefix]) => text.replaceAll(`\${${name}}`, () => prefix ?? ''), source);
}

/** Every operation that the sources name; what is filled in stands as {}. */
function used(): string[] {
  return readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.startsWith('api/generated/'))
    .flatMap((name) => [...withPrefixes(readFileSync(`${SOURCES}${name}`, 'utf8')).matchAll(CALL)])
    .map(([, method, opened, exactly, path]) => `${method ?? opened ?? (exactly ? 'POST' : 'GET')} ${path}`)
    .map((operation) => operation.replaceAll(/\$?\{[^}]*\}/g, '{}'));
}

/** Whether a call as the sources have it is of this operation. */
function isOf(operation: string, call: string): boolean {
  const [segments, given] = [operation.split('/'), call.split('/')];
  return segments.length === given.length && segments.every((one, i) => given[i] === '{}' || given[i] === one || false);
}

describe('the app', () => {
  const calls = new Set(used());
  const all = operations();

  it('lets people do everything that the services offer them', () => {
    const missing = all.filter((one) => !(one in NOT_HERE) && ![...calls].some((call) => isOf(one, call)));
    expect(missing, 'build a page for it, or say in NOT_HERE who uses it').toEqual([]);
  });

  it('has no excuse for what it uses, or for what is no longer offered', () => {
    const idle = Object.keys(NOT_HERE).filter(
      (one) => !all.includes(one) || [...calls].some((call) => isOf(one, call)),
    );
    expect(idle).toEqual([]);
  });

  it('was compared with documents that could be read', () => {
    expect(all.length).toBeGreaterThan(100);
    expect(all).toContain('POST /api/ballot/ballots/{uuid}/ceremony/replacement');
  });
});
