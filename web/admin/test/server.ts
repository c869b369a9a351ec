/** The built app behind the door's headers, and services that answer for one ballot. */
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ClosedBox, newStage, ok, problem, type Reply, type Stage } from './stage.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/** The headers of HQ's origin, as the gateway's Origin.java has them. */
const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; worker-src 'self'; " +
    "require-trusted-types-for 'script'; trusted-types tellers-worker",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

export interface TestServer {
  readonly origin: string;
  readonly stage: Stage;
  /** Changeable: who is signed in. */
  person: { user: string; name: string; roles: string[] } | null;
  /** Changeable: answers that come instead of the real ones, by method and path. */
  readonly instead: Map<string, Reply | ((request: { body: string; url: string }) => Reply)>;
  /** Every request that came, for what must never be in one. */
  readonly requests: { method: string; url: string; body: string; headers: NodeJS.Dict<string | string[]> }[];
  close(): void;
}

export const trustee = { user: 'trustee1', name: 'Tariq Trustee', roles: ['trustee'] };

/** @param box what there is to count, where a test gets that far */
export async function startServer(box?: ClosedBox): Promise<TestServer> {
  const stage = newStage(box);
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const { method = 'GET', url = '/', headers } = request;
    made.requests.push({ method, url, body, headers });
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const { pathname } = new URL(url, 'http://localhost');
    if (pathname.startsWith('/session/')) {
      made.person = pathname === '/session/sign-in' ? trustee : null;
      response.writeHead(302, { location: '/' }).end();
    } else if (pathname.startsWith('/api/')) {
      if (pathname.endsWith('/archive')) {
        const archive = stage.input.archive;
        response.writeHead(200, { 'content-type': 'application/x-tar', 'content-length': archive.length }).end(archive);
        return;
      }
      const reply = await answer(method, url, body, headers['tellers-request'] === '1');
      const type = reply.status >= 400 ? 'application/problem+json' : 'application/json';
      response.writeHead(reply.status, { 'content-type': type, 'cache-control': 'no-store' }).end(reply.body);
    } else file(pathname, response);
  });

  async function answer(method: string, url: string, body: string, ours: boolean): Promise<Reply> {
    const path = new URL(url, 'http://localhost').pathname;
    const instead = made.instead.get(`${method} ${path}`);
    if (instead) return typeof instead === 'function' ? instead({ body, url }) : instead;
    if (path === '/api/session') return ok(made.person ? { signedIn: true, ...made.person } : { signedIn: false });
    if (!made.person) return problem(401, 'sign-in-needed', 'Sign in.');
    if (method !== 'GET' && !ours) return problem(403, 'session-header-missing', 'The header is missing.');
    if (path === '/api/ballot/ballots') {
      const { uuid, state } = stage;
      const more = { opensAt: '2026-02-13T12:00:00Z', closesAt: '2026-02-27T12:00:00Z' };
      const earlier = { opensAt: '2025-06-02T11:00:00Z', closesAt: '2025-06-27T11:00:00Z' };
      return ok({
        items: [
          { uuid: '4hHx8PzLrTcQwV', state: 'declared', name: 'Pay offer 2025: accept or reject', ...earlier },
          { uuid, state, name: 'Workloads ballot 2026', ...more },
        ],
      });
    }
    const [, service, uuid, rest] =
      /^\/api\/(ballot|voting|reporting|notification)\/ballots\/([^/]+)(?:\/(.+))?$/.exec(path) ?? [];
    if (uuid !== stage.uuid) return problem(404, 'ballot-not-found', 'There is no ballot of that number.');
    try {
      return await stage.answer(method, rest ?? (service === 'ballot' ? 'ballot' : 'public'), body);
    } catch (e) {
      return problem(422, 'refused', `${(e as Error).message}.`);
    }
  }

  const made: TestServer = {
    origin: '',
    stage,
    person: trustee,
    instead: new Map(),
    requests: [],
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  await new Promise<void>((ready) => server.listen(0, 'localhost', ready));
  return Object.assign(made, { origin: `http://localhost:${(server.address() as AddressInfo).port}` });
}

function file(path: string, response: ServerResponse): void {
  const name = extname(path) ? path : '/index.html';
  try {
    const bytes = readFileSync(`${DIST}${name}`);
    response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' }).end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}
