import type { ExportRow } from '../../../domain/exports/row.ts';
import type { FilePiece } from '../../../messages/files.ts';

/** Contacts in batches, as they are read. */
export type Batches = AsyncIterable<readonly ExportRow[]>;

/** A part of a file that is stored, and what its form noted of it. */
export interface Fragment {
  readonly key: string;
  readonly bytes: number;
  readonly rows: number;
  /** A JSON value. */
  readonly noted: unknown;
}

/** How a format is written in parts that know nothing of each other. */
export interface ExportForm {
  /** The bytes of a part; returns what `pieces` needs to know of it. `first`: contacts in the parts before it. */
  fragment(batches: Batches, first: number): AsyncGenerator<Uint8Array, unknown>;
  /** The whole file: its parts, in order, with what is between and around them. */
  pieces(fragments: readonly Fragment[]): Promise<readonly FilePiece[]> | readonly FilePiece[];
}

/** The stored bytes of a part, all of them. */
export const wholeOf = ({ key, bytes }: Fragment): FilePiece => ({ key, from: 0, to: bytes });
