/** The script of a Web Worker of {@link inWorkers}: checks the ballots it is sent, tells each finding, then `done`. */
import { type Job, work } from './parallel.ts';

self.onmessage = ({ data }: MessageEvent<Job>) => {
  work(data, (finding) => self.postMessage(finding));
  self.postMessage('done');
};
