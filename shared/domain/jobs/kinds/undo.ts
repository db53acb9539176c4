import type { JobId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { DeclaredKind } from './kind.ts';

/** Restores a job's contacts to their earlier state, if they were not changed since. */
interface Undo {
  readonly type: 'undo';
  readonly job: JobId;
  /** The type of that job. */
  readonly of: string;
  /** Of an import: why the opt-outs that it alone has said are lifted. Absent: they stay. */
  readonly reason?: string;
  /** When it was made, and when it ended. */
  readonly from: Instant;
  readonly to: Instant;
}

export const undo: DeclaredKind<Undo> = {
  type: 'undo',
  operation: {
    type: 'undo',
    undone: ({ job, of, from, to, reason }) => ({
      job,
      wasUndo: of === 'undo',
      creates: of === 'import',
      bringsBack: reason !== undefined,
      from,
      to,
    }),
  },
  does: () => 'undo',
  target: ({ job, reason }) => ({ job, ...(reason !== undefined && { reason }) }),
  countToRun: ({ reason }) => reason !== undefined,
  approval: ({ reason }) => (reason === undefined ? null : 'lift_opt_outs'),
  refuseUndo: null,
  steeredBy: 'starter',
};
