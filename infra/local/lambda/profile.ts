/** CPU profiles of single threads, for `npm run bench -- profile`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import { join } from 'node:path';
import { threadId } from 'node:worker_threads';

/** Microseconds between two samples. */
const EVERY = 1_000;

/** Profiles this thread. The returned function ends it and writes `<folder>/<name>.<thread>.cpuprofile`. */
export function startProfile(folder: string, name: string): () => void {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: EVERY });
  session.post('Profiler.start');
  return () => {
    session.post('Profiler.stop', (error, ended) => {
      if (error !== null) throw error;
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${name}.${threadId}.cpuprofile`), JSON.stringify(ended.profile));
    });
    session.disconnect();
  };
}
