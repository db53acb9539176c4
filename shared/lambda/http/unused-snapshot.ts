import type * as z from 'zod/mini';
import { formatIfAny, type Instant } from '../../domain/instant.ts';
import type { snapshotSchema } from './snapshot.schema.ts';

export type ShownSnapshot = z.output<typeof snapshotSchema>;

/** Says with an answer why it does not go by the workspace's snapshot. */
export const unusedSnapshot = ({
  asOf,
  why,
}: {
  readonly asOf: Instant | null;
  readonly why: ShownSnapshot['why'];
}): ShownSnapshot => ({ used: false, as_of: formatIfAny(asOf), why });
