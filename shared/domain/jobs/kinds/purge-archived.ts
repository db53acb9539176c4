import { isOverdue } from '../../dormancy/purge.ts';
import { skipped } from '../verdict.ts';
import { changedSince } from './delete.ts';
import type { Kind } from './kind.ts';

/**
 * Deletes contacts for good that were archived as long as the workspace keeps them; started every night. Nobody
 * approves a night: a second person approves the setting, and each night is announced a week ahead (ADR 085).
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
      if (contact.hold !== null) return skipped('held');
      if (contact.status !== 'archived') return skipped('not_archived');
      if (!isOverdue(contact, settings, seen.since)) return skipped('not_due');
      const reason = changedSince(contact, seen);
      return reason && skipped(reason);
    },
  },
  target: ({ days }) => ({ days }),
  refuseUndo: { code: 'undo_deletion' },
  via: 'sweep',
  steeredBy: 'administrators',
  keepsManifest: true,
};
