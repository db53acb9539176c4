import { changeMany, readContacts } from '../../../shared/data/contacts/index.ts';
import type { Data } from '../../../shared/data/dynamo/index.ts';
import { isRevised, loadAssets } from '../../../shared/data/workspace/index.ts';
import { apply } from '../../../shared/domain/contacts/apply.ts';
import { type Contact, isTombstone } from '../../../shared/domain/contacts/contact.ts';
import { haveGroupsChanged } from '../../../shared/domain/groups/changed-groups.ts';
import type { ContactId, WorkspaceId } from '../../../shared/domain/ids.ts';
import type { Working } from '../../../shared/domain/jobs/kinds/index.ts';

/** Corrects memberships in groups that changed while the slice was worked on, which is no change by the job. */
export async function followGroups(
  data: Data,
  workspace: WorkspaceId,
  uuids: readonly ContactId[],
  { assets: before, now, change: { job: _, slice: __, ...change } }: Working,
): Promise<void> {
  if (!(await isRevised(data, before.settings))) return;
  const assets = await loadAssets(data, workspace);
  if (!haveGroupsChanged(before, assets)) return;
  const read = await readContacts(data, workspace, uuids);
  const live = [...read.values()].filter((item): item is Contact => !isTombstone(item));
  await changeMany(data, workspace, live, (contact) => {
    const gone = contact.groups.filter((group) => !assets.groups.has(group));
    return apply(
      contact,
      [
        ...(gone.length > 0 ? [{ type: 'groups', groups: gone, modification: 'remove' } as const] : []),
        { type: 'regroup' },
      ],
      assets,
      { now, change, taken: new Set() },
    );
  });
}
