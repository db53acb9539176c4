import type { Readable } from 'node:stream';

/**
 * Where files lie that come in and go out, each for a day at most (S3).
 *
 *   imports/<workspace>/<import>/upload/<n>         as the caller sent them
 *   imports/<workspace>/<import>/pulled/<part>      contacts that were pulled from elsewhere; source.json: the fields and groups of there
 *   imports/<workspace>/<import>/<job>/<attempt>/   what was read of them: rows/<slice>, refused/<n>
 *   imports/<workspace>/<import>/<job>/plan.json    what the preview found, and which attempt counts
 *   imports/<workspace>/<import>/report/<making>     what has become of each row
 *   exports/<workspace>/<job>/parts/<slice>          what the contacts of a slice have
 *   exports/<workspace>/<job>/file/<attempt>         the file itself
 */
export interface Files {
  /** Null when there is no such file. */
  read(key: string): Promise<Buffer | null>;
  /** The file's bytes, from the beginning or within `bytes` (both ends included); null when there is no such file. */
  open(key: string, bytes?: { readonly from: number; readonly to: number }): Promise<Readable | null>;
  /** Bytes; null when there is no such file. */
  size(key: string): Promise<number | null>;
  write(key: string, content: Buffer | string): Promise<void>;
  /** False when there is such a file already, which stays as it is: of several that write at once one gets true. */
  writeNew(key: string, content: Buffer | string): Promise<boolean>;
  /** Writes as the content comes, in parts, whatever its length. */
  writeStream(key: string, content: Readable, type: string): Promise<void>;
  /** A form by which whoever has it uploads one file of at most so many bytes. */
  uploadForm(key: string, most: { readonly bytes: number; readonly seconds: number }): Promise<UploadForm>;
  /** An address at which whoever has it gets the file, for so many seconds. */
  link(key: string, options: { readonly seconds: number; readonly name: string }): Promise<string>;
}

/** To be sent as `multipart/form-data`: the fields first, the file last, as `file`. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}
