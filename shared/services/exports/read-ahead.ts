/** Parts that are fetched ahead: a quarter of a megabyte each, unpacked. */
const AHEAD = 8;

/** What `read` has for each number from 0 on, in their order; some are fetched while those before them are worked on. */
export async function* readAhead<Part>(total: number, read: (number: number) => Promise<Part>): AsyncGenerator<Part> {
  const ahead: Promise<Part>[] = [];
  for (let number = 0; number < total; number++) {
    while (ahead.length < AHEAD && number + ahead.length < total) {
      const next = read(number + ahead.length);
      next.catch(() => undefined); // It is waited for when its turn comes.
      ahead.push(next);
    }
    yield (await ahead.shift()) as Part;
  }
}

/** Chunks as they pass, with their bytes counted. */
export async function* measured(content: AsyncIterable<Uint8Array>, counts: { bytes: number }) {
  for await (const chunk of content) {
    counts.bytes += chunk.length;
    yield chunk;
  }
}
