/** Calls between two threads: each side answers the calls of the other. */
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import { FileError, isFileError } from '../read/limits.ts';

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

/** The other side of a call failed with something else than a refusal. */
export class CallError extends Error {}

const failureOf = (error: unknown): Failure =>
  isFileError(error)
    ? { refusal: error.refusal }
    : { words: error instanceof Error ? (error.stack ?? '') : String(error) };

const errorOf = (failure: Failure): Error =>
  'refusal' in failure ? new FileError(failure.refusal) : new CallError(failure.words);

type Answers = Readonly<Record<string, (...given: never[]) => Promise<unknown>>>;

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
