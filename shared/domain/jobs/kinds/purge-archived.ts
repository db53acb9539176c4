import { type Contact, folderOf } from '../../contacts/contact.ts';
import { isDeletable } from '../../contacts/deletable.ts';
import { whyNotPurged } from '../../policies/purge.ts';
import type { Selection } from '../../selection/selection.ts';
import { type SkipReason, skipped } from '../../selection/verdict.ts';
import { type DeclaredKind, publicBody } from './kind.ts';
import type { Seen } from './operation.ts';

/** Deletes contacts for good: archived ones only, unless the workspace allows any status. */
interface Delete {
  readonly type: 'delete';
}

export const deletion: DeclaredKind<Delete> = {
  type: 'delete',
  body: publicBody({
    fields: {},
    work: () => ({ work: { type: 'delete' } }),
    searches: 'archived',
    refuseSelection: (selection, { settings }) =>
      isWithinArchived(selection) || settings.deleteAnyStatus ? null : { code: 'select_archived' },
    previewFirst: { code: 'preview_deletion' },
  }),
  operation: {
    type: 'delete',
    refuse(contact, { settings }, seen) {
      const reason = isDeletable(contact, settings) ? changedSince(contact, seen) : 'not_archived';
      return reason && skipped(reason);
    },
  },
  does: () => 'delete',
  target: () => ({}),
  refuseUndo: { code: 'undo_deletion' },
  steeredBy: 'starter',
  countToRun: () => true,
  approval: () => 'delete',
  keepsManifest: true,
};

/**
 * Deletes contacts for good that were archived as long as the workspace keeps them. Every night may start one. It has
 * the brake of a policy, and counts for an approval with all steps of its week (ADR 038).
 */
interface PurgeArchived {
  readonly type: 'purge_archived';
  readonly days: number;
}

export const purgeArchived: DeclaredKind<PurgeArchived> = {
  type: 'purge_archived',
  operation: {
    type: 'delete',
    /** By the present setting: switching it off, or more days, saves contacts of a running job. */
    refuse(contact, { settings }, seen) {
      const reason = whyNotPurged(contact, settings, seen.since) ?? changedSince(contact, seen);
      return reason && skipped(reason);
    },
  },
  does: () => 'purge',
  target: ({ days }) => ({ days }),
  refuseUndo: { code: 'undo_deletion' },
  via: 'sweep',
  steeredBy: 'administrators',
  approval: () => 'delete',
  keepsManifest: true,
};

/** For groups, contacts and earlier jobs' contacts, each contact's own status is checked at its deletion. */
function isWithinArchived(selection: Selection): boolean {
  if ('folder' in selection) return selection.folder === 'archived';
  if ('query' in selection) return selection.within === 'archived';
  return 'groups' in selection || 'job' in selection;
}

/** Why a contact is not as it was at the request, or null (ADR 038). Its last change shows signs of life too. */
function changedSince(contact: Contact, { since, selection }: Seen): SkipReason | null {
  const { statusOn, lastSeenOn, lastChange, modifiedOn } = contact;
  if (statusOn > since) return 'status_changed';
  if (lastSeenOn !== null && lastSeenOn > since) return 'seen_since';
  if (lastChange.via === 'event' && modifiedOn > since) return 'seen_since';
  return isWithin(contact, selection) ? null : 'status_changed';
}

/** The index may have listed a contact in a folder that it had just left (ADR 001). */
function isWithin(contact: Contact, selection: Selection | null): boolean {
  if (selection === null || !('folder' in selection)) return true;
  const folder = folderOf(contact);
  return folder === selection.folder || (folder === 'dormant' && selection.folder === 'active');
}
