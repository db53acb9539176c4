import type { Code, Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import { errorNamed } from '../../../../shared/query/error-named.ts';

/** Bytes of an upload: ten million people with two addresses. S3 takes no more by a form. */
export const MOST_BYTES = 5_000_000_000;
/** Bytes of a file that is read as a whole: a million people with everything. */
export const MOST_WHOLE_BYTES = 1_000_000_000;
/** Bytes of a spreadsheet or archive, which is held in memory: some half a million people. */
export const MOST_ZIP_BYTES = 100_000_000;
/** Limits of unpacked bytes, in total and for each packed byte: text packs to a twentieth at best. */
const MOST_INFLATED = 4_000_000_000;
const MOST_RATIO = 200;
/** Below this a ratio says nothing. */
const SMALL = 10_000_000;
/** Records of an import whose files are read as a whole, or between two places where a file can be cut. */
export const MOST_RECORDS = 1_000_000;
/** Records of an import whose files are read in ranges. */
export const MOST_RANGED_RECORDS = 10_000_000;
/** Characters of one record: a hundred times the largest contact. */
export const MOST_RECORD = 1_000_000;
export const MOST_COLUMNS = 500;

/** A file that cannot be imported, and why. */
export class FileError extends errorNamed('FileError') {
  readonly refusal: Refusal;

  /** @param cause - what a reader failed by */
  constructor(refusal: Refusal, cause?: unknown) {
    super(refusal.code, { cause });
    this.refusal = refusal;
  }
}

type OfFile = Extract<Refusal, { readonly file: unknown }>;
type Unnamed<R extends OfFile> = R extends OfFile ? Omit<R, 'file'> : never;

/** A problem with a file that `inFile` will name. */
export const unreadable = (problem: Unnamed<OfFile>, cause?: unknown): FileError =>
  new FileError({ ...problem, file: '' } as OfFile, cause);

type Spent = Extract<Code, `spent_${string}`>;

/** Reading it takes more than a list of people does; `code` is what ran out. */
export const tooCostly = (code: Spent): FileError => unreadable({ code: 'too_costly', why: { code } });

/** An error with the names of the file and its archive. */
export function naming(name: string, error: unknown): unknown {
  if (!(error instanceof FileError) || !('file' in error.refusal)) return error;
  const { file } = error.refusal;
  return new FileError({ ...error.refusal, file: file === '' ? name : `${name}: ${file}` }, error.cause);
}

export async function inFile<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw naming(name, error);
  }
}

/** Throws when a packed file becomes suspiciously large. */
export function refuseBomb(packed: number, inflated: number): void {
  if (inflated > MOST_INFLATED || (inflated > SMALL && inflated > packed * MOST_RATIO))
    throw unreadable({ code: 'packed_too_densely' });
}

/** Bytes of unpacked archives in memory at a time. */
const MOST_HELD = 1_000_000_000;
/** Files in archives: a spreadsheet with pictures has hundreds. */
const MOST_ENTRIES = 5_000;
/** Archives inside archives. */
const MOST_DEPTH = 3;

/** What reading the files of one import may take in total. What runs out throws FileError (`too_costly`). */
export class ReadingBudget {
  readonly #stored: number;
  #unpacked = 0;
  #held = 0;
  #entries = 0;
  #depth = 0;

  /** @param stored - bytes of the files as they were uploaded */
  constructor(stored: number) {
    this.#stored = stored;
  }

  /** Counts bytes that come out of a packed file; each once, however often it is read. */
  unpack(bytes: number): void {
    this.#unpacked += bytes;
    const isDense = this.#unpacked > SMALL && this.#unpacked > this.#stored * MOST_RATIO;
    if (isDense || this.#unpacked > MOST_INFLATED) throw tooCostly('spent_unpacked');
  }

  /** Counts bytes that stay in memory until all is read. */
  hold(bytes: number): void {
    this.#held += bytes;
    if (this.#held > MOST_HELD) throw tooCostly('spent_memory');
  }

  enter(): void {
    if (++this.#entries > MOST_ENTRIES) throw tooCostly('spent_entries');
  }

  /** Reads what is inside of an archive. */
  async within<T>(read: () => Promise<T>): Promise<T> {
    if (++this.#depth > MOST_DEPTH) throw tooCostly('spent_depth');
    try {
      return await read();
    } finally {
      this.#depth--;
    }
  }
}
