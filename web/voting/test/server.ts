/**
 * The built app behind the gateway's headers, and a voting service that keeps its ballots in memory. Ballots are
 * verified for real; faults of the network and of the service can be switched on.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ProtocolError, type Question } from '@tellers/ballot-crypto';
import { verifyBallot } from '@tellers/ballot-crypto/audit';
import type { Ballot, Notice } from '../src/api.ts';
import { newCode, newElection, publicCredential, type welshPaper } from './election.ts';
import { type Answer, TestRegister } from './register.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/** The headers of the voters' origin. */
export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; " +
    "base-uri 'none'; frame-ancestors 'none'; worker-src 'self'; require-trusted-types-for 'script'; " +
    'trusted-types tellers-worker',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), camera=(), clipboard-read=(), clipboard-write=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-robots-tag': 'noindex',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const NOTICES = '/api/ballot/public/ballots/';
const SELF_SERVICE = '/api/membership/self-service/';

/** What may go wrong with the next ballot that is sent. */
export type Mishap = 'lost-before' | 'lost-after' | 'busy' | 'gateway-error' | 'closed';

export interface Box {
  readonly uuid: string;
  readonly codes: readonly string[];
  /** Changeable: the state of the ballot. */
  state: Ballot['state'];
  /** Changeable: the states of the public credentials. */
  readonly credentials: Map<string, 'reserve' | 'active' | 'revoked' | 'used'>;
  /** Changeable: what everybody may know of the ballot, once it is approved. */
  notice?: Notice;
  /** The verified ballots by tracker. */
  readonly ballots: Map<string, string>;
  /** What happens to the next ballots, in this order. */
  readonly mishaps: Mishap[];
  setCredential(code: string, state: 'reserve' | 'active' | 'revoked' | 'used'): void;
}

export interface TestServer {
  readonly origin: string;
  /** Every request that came, for what must never be in one. */
  readonly requests: { method: string; url: string; body: string }[];
  /** The register and its one member. */
  readonly register: TestRegister;
  /** Opens a new ballot. */
  addBox(questions: readonly Question[], welsh?: typeof welshPaper): Box;
  close(): void;
}

export async function startServer(): Promise<TestServer> {
  const boxes = new Map<
    string,
    Box & { bytes: Uint8Array; charter: Uint8Array; election: ReturnType<typeof newElection>['election'] }
  >();
  const requests: TestServer['requests'] = [];
  const register = new TestRegister();

  const server = createServer(async (request, response): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const url = request.url ?? '/';
    requests.push({ method: request.method ?? '', url, body });
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const path = new URL(url, 'http://localhost').pathname;
    if (path.startsWith('/api/')) api(path, request, body, response);
    else file(path, request, response);
  });

  function api(path: string, request: IncomingMessage, body: string, response: ServerResponse) {
    response.setHeader('cache-control', 'no-store');
    if (path.startsWith(NOTICES)) return notice(path.slice(NOTICES.length), response);
    if (path.startsWith(SELF_SERVICE) && request.method === 'POST')
      return registers(register.selfService(path.slice(SELF_SERVICE.length), body), response);
    const again = /^\/api\/notification\/(?:ballots\/(\w+)\/)?send-again$/.exec(path);
    if (again && request.method === 'POST')
      return again[1] === undefined || boxes.has(again[1])
        ? registers(register.sendAgain(again[1], body), response)
        : problem(response, 404, 'ballot-not-found');
    const [uuid = '', what, id = ''] = path.replace('/api/voting/ballots/', '').split('/');
    const box = boxes.get(uuid);
    if (!box) return problem(response, 404, 'ballot-not-found');
    if (what === undefined)
      return json(response, 200, {
        uuid,
        name: 'Workloads ballot 2026',
        state: box.state,
        opensAt: '2026-01-26T12:00:00Z',
        closesAt: '2026-02-27T12:00:00Z',
        fingerprint: box.election.fingerprint,
        union: 'Napo',
        helpLine: 'ballot helpdesk, 020 7946 0321, ballot@union.example',
        declared: false,
      });
    if (what === 'election') return response.writeHead(200, { 'content-type': 'application/json' }).end(box.bytes);
    if (what === 'charter') return response.writeHead(200, { 'content-type': 'application/json' }).end(box.charter);
    if (what === 'credentials') {
      const state = box.credentials.get(id);
      return state ? json(response, 200, { state }) : problem(response, 404, 'credential-not-listed');
    }
    if (what === 'trackers') {
      const tracker = id.replaceAll('-', '+').replaceAll('_', '/');
      return box.ballots.has(tracker)
        ? json(response, 200, { recorded: true })
        : problem(response, 404, 'tracker-not-found');
    }
    if (what === 'box' && request.method === 'POST') return cast(box, body, response);
    return problem(response, 404, 'not-found');
  }

  function notice(uuid: string, response: ServerResponse) {
    const about = boxes.get(uuid)?.notice;
    return about ? json(response, 200, about) : problem(response, 404, 'ballot-not-found');
  }

  function cast(box: Box & { election: Parameters<typeof verifyBallot>[0] }, body: string, response: ServerResponse) {
    const mishap = box.mishaps.shift();
    if (mishap === 'lost-before') return cut(response);
    if (mishap === 'busy') {
      response.setHeader('retry-after', '1');
      return problem(response, 503, 'busy');
    }
    if (mishap === 'closed') box.state = 'closed';
    let ballot: ReturnType<typeof verifyBallot>;
    try {
      ballot = verifyBallot(box.election, body);
    } catch (e) {
      return problem(response, 400, e instanceof ProtocolError ? e.fault : 'internal');
    }
    const credential = String(ballot.credential);
    const known = box.ballots.has(ballot.tracker);
    const state = box.credentials.get(credential);
    if (!known) {
      if (box.state === 'closed') return problem(response, 409, 'ballot-closed');
      if (box.state !== 'open') return problem(response, 409, 'ballot-not-open');
      if (!state) return problem(response, 404, 'credential-not-listed');
      if (state === 'used') return problem(response, 409, 'already-recorded');
      if (state === 'revoked') return problem(response, 409, 'credential-revoked');
      if (state === 'reserve') return problem(response, 409, 'credential-not-active');
      box.ballots.set(ballot.tracker, body);
      box.credentials.set(credential, 'used');
    }
    if (mishap === 'lost-after') return cut(response);
    if (mishap === 'gateway-error')
      return response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>');
    return json(response, known ? 200 : 201, { tracker: ballot.tracker });
  }

  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    requests,
    register,
    addBox(questions, welsh) {
      const { uuid, bytes, charter, election } = newElection(questions, welsh);
      const codes = Array.from({ length: 3 }, newCode);
      const credentials: Box['credentials'] = new Map(codes.map((code) => [publicCredential(uuid, code), 'active']));
      const box = {
        uuid,
        codes,
        bytes,
        charter,
        election,
        credentials,
        state: 'open' as Ballot['state'],
        ballots: new Map<string, string>(),
        mishaps: [],
        setCredential: (code: string, state: 'reserve' | 'active' | 'revoked' | 'used') =>
          void credentials.set(publicCredential(uuid, code), state),
      };
      boxes.set(uuid, box);
      return box;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** What the register answered. */
function registers({ status, value, retryAfter, lost }: Answer, response: ServerResponse) {
  if (lost) return cut(response);
  if (retryAfter) response.setHeader('retry-after', String(retryAfter));
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return response.writeHead(status, { 'content-type': type }).end(JSON.stringify(value));
}

/** Breaks the connection off within the answer: a browser sends a request again by itself only before that. */
function cut(response: ServerResponse) {
  response.writeHead(201, { 'content-type': 'application/json' });
  response.write('{');
  setImmediate(() => response.destroy());
  return response;
}

/** The gateway's routes: a file, a plain page by its name, or the app. */
function file(path: string, request: IncomingMessage, response: ServerResponse): void {
  const isApp = /^(?:\/cy)?\/(?:[vb]\/.*)?$/.test(path);
  const name = isApp ? `${path.startsWith('/cy/') ? '/cy' : ''}/index.html` : extname(path) ? path : `${path}.html`;
  try {
    const brotli = String(request.headers['accept-encoding']).includes('br');
    const bytes = readFileSync(`${DIST}${name}${brotli ? '.br' : ''}`);
    response.writeHead(200, {
      'content-length': bytes.length,
      'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
      'cache-control': name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-store',
      ...(brotli ? { 'content-encoding': 'br' } : {}),
    });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

function json(response: ServerResponse, status: number, value: unknown) {
  return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

function problem(response: ServerResponse, status: number, code: string) {
  return response
    .writeHead(status, { 'content-type': 'application/problem+json' })
    .end(JSON.stringify({ type: `urn:tellers:problem:${code}`, title: code, status }));
}
