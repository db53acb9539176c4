import * as z from 'zod/mini';
import type { ImportId } from '../domain/ids.ts';
import { idOf, workspace } from './ids.ts';

/** To the pull queue: continue the pull of this import. Only this message has the `key` to the source's token. */
export const pullMessage = z.object({
  workspace,
  import: idOf<ImportId>(),
  key: z.string(),
});
export type PullMessage = z.output<typeof pullMessage>;
