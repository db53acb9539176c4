import type { Assets } from '../../workspace.ts';
import type { Selection } from '../job.ts';
import { skipped } from '../verdict.ts';
import { type Kind, publicBody } from './kind.ts';

/** Deletes contacts for good: archived ones only, unless the workspace deletes at any status. */
export interface Delete {
  readonly type: 'delete';
}

export const deletion: Kind<Delete> = {
  body: publicBody({
    fields: {},
    work: () => ({ work: { type: 'delete' } }),
    searches: 'archived',
    refuseSelection: (selection, { settings }) =>
      isWithinArchived(selection) || settings.deleteAnyStatus
        ? null
        : 'Only archived contacts can be deleted. Archive them first, then delete the folder "archived".',
    previewFirst: 'A deletion must be previewed first: send "preview": true, then run it with its token and count.',
  }),
  operation: {
    type: 'delete',
    refuse: ({ status }, { settings }: Assets) =>
      status === 'archived' || settings.deleteAnyStatus ? null : skipped('not_archived'),
  },
  via: 'job',
  countToRun: true,
};

/** Of groups and contacts, each contact's own status is looked at when it is to be deleted. */
function isWithinArchived(selection: Selection): boolean {
  if ('folder' in selection) return selection.folder === 'archived';
  if ('query' in selection) return selection.within === 'archived';
  return 'groups' in selection;
}
