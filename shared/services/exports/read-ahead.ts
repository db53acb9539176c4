/** Parts that are read ahead: a quarter of a megabyte each, unpacked. */
const AHEAD = 8;

/** The results of `read` for each number from 0, in order; the next ones are read while earlier ones are used. */
export async function* readAhead<Part>(total: number, read: (number: number) => Promise<Part>): AsyncGenerator<Part> {
  const ahead: Promise<Part>[] = [];
  for (let number = 0; number < total; number++) {
    while (ahead.length < AHEAD && number + ahead.length < total) {
      const next = read(number + ahead.length);
      next.catch(() => undefined); // Its error is thrown when its turn comes.
      ahead.push(next);
    }
    yield (await ahead.shift()) as Part;
  }
}

/** Passes chunks through and counts their bytes. */
export async function* measured(content: AsyncIterable<Uint8Array>, counts: { bytes: number }) {
  for await (const chunk of content) {
    counts.bytes += chunk.length;
    yield chunk;
  }
}
