/** The voters' origin as the gateway serves it, and a union's website at another origin that trusts it with little. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HEADERS } from '../../voting/test/server.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const text = (relative: string) => readFileSync(path(relative), 'utf8');

/** What the reporting service says in each state: written and checked by its own tests (TurnoutWidgetTest.java). */
export const STATES = ['coming', 'open', 'closed', 'too-few', 'unpublished', 'cancelled'] as const;
export type State = (typeof STATES)[number];

/** A ballot's identifier for each state. */
export const ballotOf = (state: State) => `6KtJmwugEAEp${STATES.indexOf(state) + 1}W`;

export const answer = (state: State, language: string) =>
  JSON.parse(text(`answers/${state}.${language}.json`)) as Readonly<Record<string, string>>;

const FRAMED =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'; " +
  "frame-ancestors *; require-trusted-types-for 'script'; trusted-types 'none'";

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export interface Sites {
  /** The voters' origin. */
  readonly tellers: string;
  /** The union's website. */
  readonly union: string;
  /** The widget's script as a webmaster names it. */
  readonly script: { readonly address: string; readonly integrity: string };
  /** Changeable: what a ballot's turnout is; without one the service does not answer. */
  readonly turnout: Map<string, State>;
  /** Changeable: what comes instead of the script. */
  instead: string | undefined;
  /** Changeable: what the union's website answers with, beside its style sheet. */
  page: string;
  /** Requests to the voters' origin. */
  readonly requests: IncomingMessage[];
  close(): void;
}

export async function startSites(): Promise<Sites> {
  const manifest = JSON.parse(text('../dist/widget.json')) as { script: string; integrity: string };

  function atTellers(request: IncomingMessage, response: ServerResponse): void {
    made.requests.push(request);
    const url = new URL(request.url ?? '/', 'http://localhost');
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const [, base = '', framed, ballot] = /^(\/cy)?\/(embed\/)?turnout\/(\w+)$/.exec(url.pathname) ?? [];
    const asked = /^\/api\/reporting\/ballots\/(\w+)\/turnout\/widget$/.exec(url.pathname)?.[1];
    if (ballot) {
      if (framed) response.setHeader('content-security-policy', FRAMED);
      const address = encodeURIComponent(`${made.tellers}${base}/turnout/${ballot}`);
      const page = text(`../dist/pages/${framed ? 'embed' : 'turnout'}.${base ? 'cy' : 'en'}.html`)
        .replaceAll('%PAGE%', address)
        .replaceAll('%ORIGIN%', made.tellers)
        .replaceAll('%BALLOT%', ballot);
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    } else if (asked) {
      const state = made.turnout.get(asked);
      anywhere(response);
      if (!state) response.writeHead(503, { 'content-type': 'application/problem+json' }).end('{}');
      else {
        response.setHeader('cache-control', 'public, max-age=60, stale-while-revalidate=300');
        json(response, text(`answers/${state}.${url.searchParams.get('lang')}.json`));
      }
    } else if (url.pathname.startsWith('/api/ballot/public/ballots/'))
      json(
        response,
        JSON.stringify({ union: 'Napo', name: { en: 'Workloads ballot 2026', cy: 'Balot llwyth gwaith 2026' } }),
      );
    else if (url.pathname.startsWith('/widget/')) {
      anywhere(response);
      const script = url.pathname.endsWith('ballot-turnout.js') ? made.instead : undefined;
      const content = script ?? text(`../dist/files/${url.pathname.slice('/widget/'.length)}`);
      response.writeHead(200, { 'content-type': TYPES[extname(url.pathname)] ?? '' }).end(content);
    } else if (url.pathname === '/mark.svg')
      response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(text('../../voting/public/mark.svg'));
    else response.writeHead(404).end();
  }

  function atUnion({ url }: IncomingMessage, response: ServerResponse): void {
    if (url === '/style.css') response.writeHead(200, { 'content-type': 'text/css' }).end(text('union.css'));
    else if (url !== '/') response.writeHead(404).end();
    else {
      // One script by its hash, nothing inline, no way to turn a text into code.
      response.setHeader(
        'content-security-policy',
        `default-src 'none'; script-src '${manifest.integrity}'; connect-src ${made.tellers}; frame-src ${made.tellers}; ` +
          "style-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
      );
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(made.page);
    }
  }

  const servers = [createServer(atTellers), createServer(atUnion)];
  const made: Sites = {
    tellers: '',
    union: '',
    script: { address: '', integrity: manifest.integrity },
    turnout: new Map(STATES.map((state) => [ballotOf(state), state])),
    instead: undefined,
    page: '',
    requests: [],
    close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
  const [tellers, union] = await Promise.all(servers.map(listening));
  return Object.assign(made, { tellers, union, script: { ...made.script, address: `${tellers}${manifest.script}` } });
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function anywhere(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
}

function json(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(body);
}
