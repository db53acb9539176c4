import { ColumnNotReadError } from '../../domain/search/columns/segment-columns.ts';
import { BrokenSegmentError, StoreError } from './segments.ts';

/** Why a snapshot does not answer: too much has changed, a file is gone or damaged, or files cannot be read now. */
export interface SnapshotProblem {
  readonly problem: 'behind' | 'broken' | 'unavailable';
  readonly error?: Error;
}

/** What is wrong with a snapshot that cannot be read. Throws any other error. */
export async function orProblem<Found>(read: () => Promise<Found | SnapshotProblem>): Promise<Found | SnapshotProblem> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof BrokenSegmentError) return { problem: 'broken', error };
    if (error instanceof StoreError || error instanceof ColumnNotReadError) return { problem: 'unavailable', error };
    throw error;
  }
}
