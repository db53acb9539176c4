/**
 * Where a function's thread begins. It is JavaScript, because Node loads a compiler for each thread that begins with TypeScript, which takes
 * longer than all the rest of a cold start; the bootstrap, and the bundle after it, come compiled from the cache.
 */
import { enableCompileCache } from 'node:module';
import { workerData } from 'node:worker_threads';

enableCompileCache(workerData.compiled);
await import('./bootstrap.ts');
