/** Bytes of an upload: a gigabyte is a million people with all they have. S3 itself refuses more, by the form. */
export const MOST_BYTES = 1_000_000_000;
/** Bytes of a spreadsheet or archive, which is held in memory: some half a million people. */
export const MOST_ZIP_BYTES = 100_000_000;
/** Bytes that a packed file may become, by itself and for each of its own: text packs to a twentieth at best. */
const MOST_INFLATED = 4_000_000_000;
const MOST_RATIO = 200;
/** Below this a ratio says nothing. */
const SMALL = 10_000_000;
/** Records of one import. */
export const MOST_RECORDS = 1_000_000;
/** Characters of one record: a hundred times the largest that a contact may have. */
export const MOST_RECORD = 1_000_000;
export const MOST_COLUMNS = 500;

/** A file that cannot be imported at all, and why, in words for the person who sent it. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

/** What reads files is a companion in bundles (infra/bundles.ts), with a class of its own. */
export const isFileError = (error: unknown): error is FileError => error instanceof Error && error.name === 'FileError';

/** What is wrong with a file names it. */
export async function inFile<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw isFileError(error) ? new FileError(`${name}: ${error.message}`) : error;
  }
}

/** Throws once a packed file has become more than any honest one does. */
export function refuseBomb(packed: number, inflated: number): void {
  if (inflated > MOST_INFLATED || (inflated > SMALL && inflated > packed * MOST_RATIO))
    throw new FileError(
      'It is packed so densely that it is no list of people (a "zip bomb"). Unpack it and send the parts.',
    );
}
