import { describe, expect, it, vi } from 'vitest';
import { checkArchive } from '../src/audit.ts';
import { inWorkers, type Job } from '../src/parallel.ts';
import { entriesOf, pack, partsOf } from './build.ts';
import { vector } from './vectors.ts';

interface Ended {
  readonly workers: { terminate: ReturnType<typeof vi.fn> }[];
  readonly create: () => Worker;
}

/** The worker's script, run in this thread, behind the interface of a Worker: messages are copied and come later. */
async function workers(): Promise<Ended> {
  vi.resetModules();
  await import('../src/verify-worker.ts');
  const receive = (globalThis as unknown as { onmessage: (event: { data: Job }) => void }).onmessage;
  const made: Ended['workers'] = [];
  const create = () => {
    const worker = { onmessage: null, onerror: null, terminate: vi.fn() } as unknown as Worker;
    made.push(worker as never);
    worker.postMessage = (job: Job) => {
      const data = structuredClone(job);
      queueMicrotask(() => {
        vi.stubGlobal('postMessage', (message: unknown) => {
          const copy = structuredClone(message);
          queueMicrotask(() => worker.onmessage?.({ data: copy } as MessageEvent));
        });
        receive({ data });
      });
    };
    return worker;
  };
  return { workers: made, create };
}

vi.stubGlobal('self', globalThis);

describe('ballots checked in Web Workers', () => {
  const { archive } = vector('one-question');

  it('give the same as in one thread, with progress, and the workers end', async () => {
    const { workers: made, create } = await workers();
    const seen: number[] = [];
    const progress = (step: string, done: number) => step === 'ballots' && seen.push(done);
    const checked = await checkArchive(archive, { verifier: inWorkers(4, create), progress });
    const alone = await checkArchive(archive);
    expect(checked.result).toEqual(alone.result);
    expect(checked.ballots.map(({ tracker }) => tracker)).toEqual(alone.ballots.map(({ tracker }) => tracker));
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(made.map(({ terminate }) => terminate.mock.calls.length)).toEqual([1, 1, 1, 1]);
  });

  it('name the first of several bad ballots', async () => {
    const { create } = await workers();
    const parts = partsOf(archive);
    const ballots = parts.ballots.map((text, i) => (i < 3 ? text : text.replace('"response":"', '"response":"0')));
    const bad = pack(entriesOf({ ...parts, ballots }));
    await expect(checkArchive(bad, { verifier: inWorkers(2, create) })).rejects.toMatchObject({
      name: 'ProtocolError',
      message: expect.stringMatching(/^ballot 4: /),
    });
  });

  it('fail when a worker cannot be started', async () => {
    const create = () => {
      const worker = { terminate: vi.fn() } as unknown as Worker;
      worker.postMessage = () => queueMicrotask(() => worker.onerror?.({ message: 'blocked' } as ErrorEvent));
      return worker;
    };
    await expect(checkArchive(archive, { verifier: inWorkers(2, create) })).rejects.toThrow(/a worker failed: blocked/);
  });
});
