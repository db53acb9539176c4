import type { Readable } from 'node:stream';

/**
 * Uploaded and generated files, each kept for a day (S3), or until somebody in it is deleted for good (ADR 030).
 *
 *   imports/<workspace>/<import>/upload/<n>         as the caller sent them
 *   imports/<workspace>/<import>/pulled/<part>      pulled contacts; source: fields and groups
 *   imports/<workspace>/<import>/<job>/<attempt>/   what was read of them: rows/<slice>, refused/<n>,
 *                                                   named/<n>: uuids of whom refused rows name
 *   imports/<workspace>/<import>/<job>/ranges/      how far files were read (worker/plan/notes.ts)
 *   imports/<workspace>/<import>/<job>/plan         what the preview found
 *   imports/<workspace>/<import>/report/<making>     what has become of each row
 *   exports/<workspace>/<job>/parts/<slice>          the rows of a slice's contacts
 *   exports/<workspace>/<job>/making/                the file in parts, as services/exports/making.ts says
 *   exports/<workspace>/<job>/file/<attempt>         the file itself
 *   snapshots/<workspace>/<run>/<n>-<crc>.parquet    contacts in columns, for searches (ADR 007)
 *   athena/…                                         answers of Athena to analysts, which nothing here reads
 *   audit/<round>/<source>/<n>                      what the nightly audit noted of items, until its round ends
 *   exports/<workspace>/<job>/people/<attempt>/<n>   uuids of the people in it, 16 bytes each
 */
export interface Files {
  read(key: string): Promise<Buffer | null>;
  /** The file's bytes, all or a range (`bytes`, both ends included); null when there is no such file. */
  open(key: string, bytes?: { readonly from: number; readonly to: number }): Promise<Readable | null>;
  /** The size in bytes; null when there is no such file. */
  size(key: string): Promise<number | null>;
  write(key: string, content: Buffer | string): Promise<void>;
  /** Writes a new file; false when it exists already. Of several concurrent writers one gets true. */
  writeNew(key: string, content: Buffer | string): Promise<boolean>;
  /** Writes a stream of any length, in parts, as it comes. */
  writeStream(key: string, content: Readable, type: string): Promise<void>;
  /** Writes a file of pieces of stored files and of bytes, in order, copied where they lie. False when one is gone. */
  join(key: string, pieces: readonly FilePiece[], type: string): Promise<boolean>;
  /** The names of folders in one, which ends with `/`. */
  folders(prefix: string): Promise<readonly string[]>;
  /** Removes every file whose key has this prefix, whole or half written. */
  removeAll(prefix: string): Promise<void>;
  /** A form that lets whoever has it upload one file of limited size. */
  uploadForm(key: string, most: { readonly bytes: number; readonly seconds: number }): Promise<UploadForm>;
  /** An address that lets whoever has it download the file for so many seconds. */
  link(key: string, options: { readonly seconds: number; readonly name: string }): Promise<string>;
}

/**
 * The workspace for which a file is encrypted; null for other files. Only its own files are under its uuid, so nothing
 * else decides (ADR 097).
 */
export const encryptedFor = (key: string): string | null => /^snapshots\/([^/]+)\//.exec(key)?.[1] ?? null;

/** To be sent as `multipart/form-data`: the fields first, the file last, as `file`. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Bytes of a stored file from one place to another, which is left out. */
export interface StoredPiece {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

export type FilePiece = Uint8Array | StoredPiece;

export const isStored = (piece: FilePiece): piece is StoredPiece => 'key' in piece;

export const pieceBytes = (piece: FilePiece): number => (isStored(piece) ? piece.to - piece.from : piece.length);
