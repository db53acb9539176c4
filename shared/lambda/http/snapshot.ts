import * as z from 'zod/mini';
import type { Instant } from '../../domain/instant.ts';
import { optional, orNull, presenter, timestamp } from './presenter.ts';

interface Snapshot {
  readonly used: boolean;
  readonly asOf: Instant | null;
  readonly behind?: number;
  readonly why?: (typeof WHY)[number];
}

const WHY = ['making', 'behind', 'broken', 'unavailable'] as const;

/**
 * Of a workspace that is searched by a snapshot (ADR 007): whether this answer was, up to when the snapshot goes, and
 * how many contacts were read besides, since they changed after that. Answers are as of now in any case.
 */
export const snapshotShown = presenter<Snapshot>()({
  used: z.boolean(),
  as_of: orNull(timestamp),
  behind: optional(z.int()),
  why: optional(z.enum(WHY)),
});

export type ShownSnapshot = ReturnType<typeof snapshotShown.show>;

/** Says with an answer why it does not go by the workspace's snapshot. */
export const unusedSnapshot = ({ asOf, why }: Pick<Snapshot, 'asOf' | 'why'>): ShownSnapshot =>
  snapshotShown.show({ used: false, asOf, ...(why && { why }) });
