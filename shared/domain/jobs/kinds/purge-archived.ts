import { whyNotPurged } from '../../dormancy/purge.ts';
import { skipped } from '../verdict.ts';
import { changedSince } from './delete.ts';
import type { Kind } from './kind.ts';

/**
 * Deletes contacts for good that were archived as long as the workspace keeps them. Every night may start one. It has
 * the brake of a policy, and counts for an approval with all steps of its week (ADR 038).
 */
interface PurgeArchived {
  readonly type: 'purge_archived';
  readonly days: number;
}

export const purgeArchived: Kind<PurgeArchived> = {
  type: 'purge_archived',
  body: null,
  operation: {
    type: 'delete',
    /** By the present setting: switching it off, or more days, saves contacts of a running job. */
    refuse(contact, { settings }, seen) {
      const reason = whyNotPurged(contact, settings, seen.since) ?? changedSince(contact, seen);
      return reason && skipped(reason);
    },
  },
  target: ({ days }) => ({ days }),
  refuseUndo: { code: 'undo_deletion' },
  via: 'sweep',
  steeredBy: 'administrators',
  approval: () => 'delete',
  keepsManifest: true,
};
