import type { Bytes, StoredFile } from '../read/bytes.ts';

/** Answers the reader's calls for bytes of the stored files. */
export function streamsOf(sources: readonly StoredFile[]) {
  const opened = new Map<number, AsyncIterator<Buffer>>();
  let count = 0;
  let last = 0;
  let error: unknown = null;
  const noting = async <T>(read: () => Promise<T>): Promise<T> => {
    try {
      return await read();
    } catch (thrown) {
      error ??= thrown;
      throw thrown;
    }
  };
  const close = async (stream: number): Promise<void> => {
    const chunks = opened.get(stream);
    opened.delete(stream);
    await chunks?.return?.();
  };
  return {
    answers: {
      open: (file: number, bytes?: Bytes): Promise<number> =>
        noting(async () => {
          last = file;
          const stream = await sources[file]?.open(bytes);
          if (stream !== undefined) opened.set(++count, stream[Symbol.asyncIterator]());
          return count;
        }),
      chunk: (stream: number): Promise<Uint8Array | null> =>
        noting(async () => {
          const next = await opened.get(stream)?.next();
          // A part of a larger buffer is copied, since the whole of it would go to the other side.
          return next === undefined || next.done ? null : new Uint8Array(next.value);
        }),
      close,
    },
    /** The name of the file that was opened last. */
    last: (): string => sources[last]?.name ?? '',
    /** What an opening or reading failed with, other than by the reader. */
    get error(): unknown {
      return error;
    },
    close: async (): Promise<void> => {
      await Promise.allSettled([...opened.keys()].map(close));
    },
  };
}
