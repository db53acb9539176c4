import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import type { StoredFile } from './bytes.ts';
import { FileError, MOST_ZIP_BYTES, type ReadingBudget, refuseBomb, unreadable } from './limits.ts';

export interface Archive {
  readonly bytes: Buffer;
  /** Unpacked as they are opened. An entry that is not as long as the archive says is `broken_archive`. */
  readonly files: readonly StoredFile[];
}

/** The files of an archive, which is held in memory as it is packed. Throws FileError. */
export async function archiveOf(source: StoredFile, budget: ReadingBudget): Promise<Archive> {
  if (source.size > MOST_ZIP_BYTES)
    throw unreadable({ code: 'spreadsheet_too_large', most: MOST_ZIP_BYTES / 1_000_000 });
  budget.hold(source.size);
  const bytes = await buffer(await source.open());
  return unlessBroken(async () => {
    const zip = await fromBufferPromise(bytes, { decodeStrings: false, autoClose: false });
    const files: StoredFile[] = [];
    let inflated = 0;
    for await (const entry of zip.eachEntry()) {
      budget.enter();
      inflated += entry.uncompressedSize;
      refuseBomb(bytes.length, inflated);
      budget.unpack(entry.uncompressedSize);
      files.push(fileOf(zip, entry));
    }
    return { bytes, files };
  });
}

const fileOf = (zip: ZipFile, entry: Entry): StoredFile => ({
  name: nameOf(entry),
  size: entry.uncompressedSize,
  open: () =>
    unlessBroken(async () => {
      return Readable.from(onlyWhole(await zip.openReadStreamPromise(entry)));
    }),
});

/** Without yauzl's check of names, which are no paths here. */
const nameOf = ({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string =>
  getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);

async function* onlyWhole(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* stream;
  } catch {
    throw unreadable({ code: 'broken_archive' });
  }
}

async function unlessBroken<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof FileError ? error : unreadable({ code: 'broken_archive' });
  }
}

/** The text of a file of an archive; empty without one. */
export async function textIn({ files }: Archive, name: string, budget: ReadingBudget): Promise<string> {
  const file = files.find((one) => one.name === name);
  if (file === undefined) return '';
  budget.hold(file.size);
  return (await buffer(await file.open())).toString('utf8');
}
