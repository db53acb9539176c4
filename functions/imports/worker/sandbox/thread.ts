/** The reader's own thread: it has neither credentials nor tables, and asks the other side for bytes. */

import { Readable } from 'node:stream';
import type { MessagePort } from 'node:worker_threads';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import { errorNamed } from '../../../../shared/query/error-named.ts';
import type { Bytes, StoredFile } from '../read/bytes.ts';
import type { FileRange } from '../read/cuts.ts';
import { readHere } from '../read/index.ts';
import { FileError } from '../read/limits.ts';
import type { Listing } from '../read/listing.ts';
import type { FileToRead } from '../read/reading.ts';
import type { Found } from '../read/table.ts';
import type { TextSpec } from '../read/text-listing.ts';

interface Port {
  postMessage(message: Message): void;
  on(event: 'message', listener: (message: Message) => void): unknown;
}

/** How a call failed: with a refusal, or in a way that only words tell. */
type Failure = { readonly refusal: Refusal } | { readonly words: string };

type Message =
  | { readonly call: number; readonly name: string; readonly given: readonly unknown[] }
  | { readonly answer: number; readonly value: unknown }
  | { readonly answer: number; readonly failure: Failure };

type Answers = Readonly<Record<string, (...given: never[]) => Promise<unknown>>>;

type SandboxFile = Omit<StoredFile, 'open'> & Omit<FileToRead, 'source'>;

/** What is known of a list before its records are read. */
export type Described = Omit<Listing, 'records' | 'endpoints'>;

/** Records and characters that go to the other side at a time. */
const SOME_RECORDS = 500;
const SOME_CHARACTERS = 250_000;

export function serve(port: MessagePort): void {
  const readings = new Map<number, AsyncIterator<Found>>();
  let listings: readonly Listing[] = [];
  let count: number = 0;
  const calls = new Calls(port, {
    async list(files: readonly SandboxFile[], how: TextSpec): Promise<readonly Described[]> {
      const opened = files.map(({ spec, encoded, ...file }, number) => ({
        source: { ...file, open: async (bytes?: Bytes) => Readable.from(bytesOf(calls, number, bytes)) },
        spec,
        ...(encoded && { encoded }),
      }));
      listings = await readHere().listings(opened, how);
      return listings.map(({ records: _, endpoints: __, ...described }) => described);
    },
    async read(listing: number, range?: FileRange): Promise<number> {
      const records = listings[listing]?.records(range);
      if (records !== undefined) readings.set(++count, records[Symbol.asyncIterator]());
      return count;
    },
    async next(reading: number): Promise<readonly Found[] | null> {
      const records = readings.get(reading);
      const some = records === undefined ? [] : await someOf(records);
      if (some.length === 0) readings.delete(reading);
      return some.length === 0 ? null : some;
    },
    async stop(reading: number): Promise<void> {
      await readings.get(reading)?.return?.();
      readings.delete(reading);
    },
  });
}

async function someOf(records: AsyncIterator<Found>): Promise<readonly Found[]> {
  const some: Found[] = [];
  let characters = 0;
  while (some.length < SOME_RECORDS && characters < SOME_CHARACTERS) {
    const next = await records.next();
    if (next.done) break;
    some.push(next.value);
    for (const [, text] of next.value.cells ?? []) characters += text.length;
  }
  return some;
}

async function* bytesOf(calls: Calls, file: number, bytes?: Bytes): AsyncGenerator<Buffer> {
  const stream = await calls.call<number>('open', file, bytes);
  try {
    for (;;) {
      const chunk = await calls.call<Uint8Array | null>('chunk', stream);
      if (chunk === null) return;
      yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    }
  } finally {
    await calls.call('close', stream);
  }
}

/** The other side of a call failed with something else than a refusal. */
export class CallError extends errorNamed('CallError') {}

const failureOf = (error: unknown): Failure =>
  error instanceof FileError
    ? { refusal: error.refusal }
    : { words: error instanceof Error ? (error.stack ?? '') : String(error) };

const errorOf = (failure: Failure): Error =>
  'refusal' in failure ? new FileError(failure.refusal) : new CallError(failure.words);

export class Calls {
  readonly #port: Port;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #count = 0;
  #ended: Error | null = null;

  constructor(port: Port, answers: Answers) {
    this.#port = port;
    port.on('message', (message) => {
      if ('call' in message) void this.#answer(message, answers);
      else this.#take(message);
    });
  }

  /** The other side's answer. Throws its FileError, CallError, or what the calls were ended with. */
  async call<T>(name: string, ...given: readonly unknown[]): Promise<T> {
    if (this.#ended !== null) throw this.#ended;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(++this.#count, waiting);
    this.#port.postMessage({ call: this.#count, name, given });
    return (await waiting.promise) as T;
  }

  /** All calls fail from now on; the first error counts. */
  end(error: Error): void {
    this.#ended ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#ended);
    this.#waiting.clear();
  }

  async #answer({ call, name, given }: Extract<Message, { call: number }>, answers: Answers): Promise<void> {
    try {
      this.#port.postMessage({ answer: call, value: await answers[name]?.(...(given as never[])) });
    } catch (error) {
      this.#port.postMessage({ answer: call, failure: failureOf(error) });
    }
  }

  #take(message: Exclude<Message, { call: number }>): void {
    const waiting = this.#waiting.get(message.answer);
    this.#waiting.delete(message.answer);
    if ('failure' in message) waiting?.reject(errorOf(message.failure));
    else waiting?.resolve(message.value);
  }
}
