import { readContacts } from '../../data/contacts/index.ts';
import { readChanged, type Snapshot } from '../../data/snapshots/index.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { SearchParts } from '../../messages/search-parts.ts';
import type { FileRuntime } from '../runtime.ts';
import type { Source } from './answer.ts';

/** The files and the table, for questions to a snapshot. */
export const snapshotSource = (
  { data, files, parts = null }: Pick<FileRuntime, 'data' | 'files'> & { readonly parts?: SearchParts | null },
  workspace: WorkspaceId,
  { at }: Snapshot,
): Source => ({
  ...{ files, parts },
  readChanged: () => readChanged(data, workspace, at),
  readContacts: (uuids) => readContacts(data, workspace, uuids),
});
