import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { unzipSync } from 'fflate';
import type { StoredFile } from './bytes.ts';
import { MOST_ZIP_BYTES, refuseBomb, unreadable } from './limits.ts';

/** The bytes of an archive, after a check of its unpacked size. */
export async function archiveOf(
  source: StoredFile,
): Promise<{ readonly bytes: Uint8Array; readonly names: readonly string[] }> {
  if (source.size > MOST_ZIP_BYTES)
    throw unreadable({ code: 'spreadsheet_too_large', most: MOST_ZIP_BYTES / 1_000_000 });
  const bytes = await buffer(await source.open());
  const names: string[] = [];
  let inflated = 0;
  unzipped(bytes, (name, originalSize) => {
    names.push(name);
    inflated += originalSize;
    return false;
  });
  refuseBomb(bytes.length, inflated);
  return { bytes, names };
}

/** The wanted files of an archive, as separate sources. */
export function filesIn(bytes: Uint8Array, isMeant: (name: string) => boolean): readonly StoredFile[] {
  const found = unzipped(bytes, isMeant);
  return Object.entries(found).map(([name, content]) => ({
    name,
    size: content.length,
    open: async () => Readable.from([Buffer.from(content.buffer, content.byteOffset, content.length)]),
  }));
}

export const textIn = (bytes: Uint8Array, name: string): string =>
  new TextDecoder().decode(unzipped(bytes, (one) => one === name)[name] ?? new Uint8Array());

function unzipped(bytes: Uint8Array, isMeant: (name: string, size: number) => boolean): Record<string, Uint8Array> {
  try {
    return unzipSync(bytes, { filter: ({ name, originalSize }) => isMeant(name, originalSize) });
  } catch {
    throw unreadable({ code: 'broken_archive' });
  }
}
