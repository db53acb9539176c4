import * as z from 'zod/mini';
import type { ImportId, WorkspaceId } from '../domain/ids.ts';

/** To the pull queue: continue the pull of this import. Only this message has the `key` to the source's token. */
export const pullMessage = z.object({
  workspace: z.pipe(
    z.guid(),
    z.transform((text): WorkspaceId => text as string as WorkspaceId),
  ),
  import: z.pipe(
    z.guid(),
    z.transform((text): ImportId => text as string as ImportId),
  ),
  key: z.string(),
});
export type PullMessage = z.output<typeof pullMessage>;
