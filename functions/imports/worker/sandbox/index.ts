/** Reads the files of an import in a thread of its own. It is also the file where that thread begins. */
import { fileURLToPath } from 'node:url';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import type { FileRange } from '../read/cuts.ts';
import { FileError, naming, tooCostly, unreadable } from '../read/limits.ts';
import type { Listing } from '../read/listing.ts';
import type { FileToRead, Reader } from '../read/reading.ts';
import type { Found } from '../read/table.ts';
import type { TextSpec } from '../read/text-listing.ts';
import { streamsOf } from './streams.ts';
import { CallError, Calls, type Described, serve } from './thread.ts';
import { limitsOf, type SandboxLimits, watchThread } from './watch.ts';

const HERE = typeof __filename === 'string' ? __filename : fileURLToPath(import.meta.url);
const SANDBOX = 'dormouse-reader';

if (parentPort !== null && workerData === SANDBOX) serve(parentPort);

/**
 * A reader whose thread is ended when it takes too much. What ran out, and what the thread fails by, is a FileError
 * about the file that was read; an error of the stored bytes is thrown as it is.
 */
export function openSandbox(limits: Partial<SandboxLimits> = {}): Reader {
  let sandbox: Sandbox | null = null;
  return {
    async listings(files, how) {
      const bytes = files.reduce((sum, { source }) => sum + source.size, 0);
      sandbox = new Sandbox(files, { ...limitsOf(bytes), ...limits });
      return sandbox.listings(how);
    },
    close: async () => sandbox?.close(),
  };
}

class Sandbox {
  readonly #files: readonly FileToRead[];
  readonly #streams: ReturnType<typeof streamsOf>;
  readonly #worker: Worker;
  readonly #calls: Calls;
  #isOver = false;

  constructor(files: readonly FileToRead[], limits: SandboxLimits) {
    this.#files = files;
    this.#streams = streamsOf(files.map(({ source }) => source));
    this.#worker = new Worker(HERE, {
      name: 'reader',
      workerData: SANDBOX,
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMb },
    });
    this.#calls = new Calls(this.#worker, this.#streams.answers);
    const end = (error: Error) => {
      this.#isOver = true;
      this.#calls.end(error);
      void this.#worker.terminate();
    };
    this.#worker.on('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooCostly('spent_memory') : new CallError(String(error))),
    );
    this.#worker.on('exit', () => end(new CallError('The thread has ended.')));
    void watchThread(this.#worker, limits, () => this.#isOver, end);
  }

  async listings(how: TextSpec): Promise<readonly Listing[]> {
    const files = this.#files.map(({ source: { open: _, ...file }, ...read }) => ({ ...file, ...read }));
    const described = await this.#ask<readonly Described[]>(this.#streams.last, 'list', files, how);
    return described.map((listing, number) => ({
      ...listing,
      records: (range) => this.#records(listing.name, number, range),
    }));
  }

  async close(): Promise<void> {
    this.#isOver = true;
    this.#calls.end(new CallError('The reader is closed.'));
    await Promise.all([this.#worker.terminate(), this.#streams.close()]);
  }

  async *#records(name: string, listing: number, range?: FileRange): AsyncGenerator<Found> {
    const named = () => name;
    const reading = await this.#ask<number>(named, 'read', listing, range);
    const some = () => {
      const asked = this.#ask<readonly Found[] | null>(named, 'next', reading);
      // It is awaited a little later.
      asked.catch(() => undefined);
      return asked;
    };
    let next = some();
    try {
      for (let found = await next; found !== null; found = await next) {
        next = some();
        yield* found;
      }
    } finally {
      if (!this.#isOver) await this.#ask(named, 'stop', reading);
    }
  }

  async #ask<T>(name: () => string, call: string, ...given: readonly unknown[]): Promise<T> {
    try {
      return await this.#calls.call<T>(call, ...given);
    } catch (error) {
      if (this.#streams.error !== null) throw naming(this.#streams.last(), this.#streams.error);
      const refusal = error instanceof FileError ? error : unreadable({ code: 'reader_failed' }, error);
      // The thread has named its own.
      throw 'file' in refusal.refusal && refusal.refusal.file === '' ? naming(name(), refusal) : refusal;
    }
  }
}
