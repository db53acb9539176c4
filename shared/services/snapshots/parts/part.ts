/** What is sent to a function that reads a part of a snapshot, and what it answers: plain objects. */
import type { SnapshotSegment } from '../../../data/snapshots/index.ts';
import type { ContactId, WorkspaceId } from '../../../domain/ids.ts';
import type { ListPart } from '../../../domain/search/columns/page.ts';
import type { RowsFound } from '../../../domain/search/columns/scan.ts';
import type { PlainSearch } from '../../../domain/search/search.ts';
import type { Sort } from '../../../domain/search/sort.ts';
import type { TallySpec, TallySums } from '../../../domain/search/tally.ts';

/** What is found in a part: its first places of a list, or counts. */
export type Wanted =
  | { readonly kind: 'page'; readonly sort: Sort | null; readonly list: ListPart }
  | { readonly kind: 'tally'; readonly spec: TallySpec };

export interface SearchPart {
  /** The code that reads parts, as whoever asks knows it. */
  readonly release: string;
  readonly workspace: WorkspaceId;
  /** Its own segments, oldest first, with the later ones that may replace rows of them. */
  readonly segments: readonly SnapshotSegment[];
  /** The files whose rows are looked at. */
  readonly own: readonly string[];
  /** Contacts whose rows do not count, since they changed later. */
  readonly changed: readonly ContactId[];
  readonly search: PlainSearch;
  readonly wanted: Wanted;
}

export type PartAnswer =
  | { readonly kind: 'page'; readonly scanned: RowsFound }
  | { readonly kind: 'tally'; readonly sums: TallySums; readonly lookedAt: number }
  | { readonly kind: 'problem'; readonly problem: 'broken' | 'unavailable'; readonly said: string };
