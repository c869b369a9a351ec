/** The script of a thread of {@link inThreads}. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Job, work } from '../src/parallel.ts';

work(workerData as Job, (finding) => parentPort?.postMessage(finding));
