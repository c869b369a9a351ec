import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyBallot } from '../src/audit.ts';
import { type BallotWorker, connect } from '../src/client.ts';
import type { Reply, Request } from '../src/messages.ts';
import { vector } from './vectors.ts';

const { electionBytes, election, privateCredentials } = vector('one-question');
const credential = privateCredentials[0] as string;

/** The worker's script, run in this thread, behind the interface of a Worker: messages are copied and come later. */
async function start(): Promise<{ worker: Worker; client: BallotWorker }> {
  vi.resetModules();
  const worker = { onmessage: null, onerror: null, terminate: vi.fn() } as unknown as Worker;
  vi.stubGlobal('postMessage', (reply: Reply) => {
    const data = structuredClone(reply);
    queueMicrotask(() => worker.onmessage?.({ data } as MessageEvent));
  });
  await import('../src/worker.ts');
  const receive = (globalThis as unknown as { onmessage: (event: { data: Request }) => void }).onmessage;
  worker.postMessage = (request: Request) => {
    const data = structuredClone(request);
    queueMicrotask(() => receive({ data }));
  };
  return { worker, client: connect(worker) };
}

describe('the cryptography worker', () => {
  let worker: Worker;
  let client: BallotWorker;
  beforeAll(async () => {
    ({ worker, client } = await start());
  });
  afterAll(() => vi.unstubAllGlobals());

  it('refuses to encrypt before it is prepared', async () => {
    await expect(client.encrypt([[1, 0, 0]])).rejects.toMatchObject({ fault: 'not-prepared' });
  });

  it('names what is wrong with a code', async () => {
    await expect(client.prepare(electionBytes, 'too short')).rejects.toMatchObject({ fault: 'credential-format' });
  });

  it('tells the public credential and the fingerprint, then makes valid ballots', async () => {
    const { publicCredential, fingerprint } = await client.prepare(electionBytes, credential.replaceAll('-', ' '));
    expect(fingerprint).toBe(election.fingerprint);
    const { ballot, tracker } = await client.encrypt([[0, 1, 0]]);
    expect(verifyBallot(election, ballot)).toMatchObject({ credential: publicCredential, tracker });
  });

  it('answers each of several requests under way', async () => {
    const [good, bad] = await Promise.allSettled([client.encrypt([[0, 1, 0]]), client.encrypt([[1, 1, 0]])]);
    expect(good).toMatchObject({ status: 'fulfilled' });
    expect(bad).toMatchObject({ status: 'rejected', reason: { fault: 'bad-choices' } });
  });

  it('forgets the previous voter when preparing for another fails', async () => {
    await expect(client.prepare(electionBytes, '')).rejects.toMatchObject({ fault: 'credential-format' });
    await expect(client.encrypt([[1, 0, 0]])).rejects.toMatchObject({ fault: 'not-prepared' });
  });

  it('does not pass on the text of an unexpected error', async () => {
    await expect(client.prepare(undefined as never, credential)).rejects.toMatchObject({
      fault: expect.stringMatching(/internal|not-/),
      message: expect.not.stringContaining(credential),
    });
  });

  it('when the script cannot run, every request is rejected instead of waiting for ever', async () => {
    const waiting = client.encrypt([[1, 0, 0]]);
    worker.onerror?.({} as ErrorEvent);
    await expect(waiting).rejects.toMatchObject({ fault: 'internal' });
    await expect(client.encrypt([[1, 0, 0]])).rejects.toMatchObject({ fault: 'internal' });
  });

  it('closing ends the worker and rejects what is under way', async () => {
    const { worker: another, client: closing } = await start();
    const waiting = closing.prepare(electionBytes, credential);
    closing.close();
    await expect(waiting).rejects.toMatchObject({ fault: 'internal' });
    expect(another.terminate).toHaveBeenCalled();
  });
});
