import * as z from 'zod/mini';
import { readCounts } from '../../shared/data/counts/index.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';

const countsSchema = z.lazy(() =>
  z.object({
    folders: z.object({
      active: z.int(),
      dormant: z.int(),
      archived: z.int(),
      stopped: z.int(),
      blocked: z.int(),
      deleted: z.int(),
    }),
    groups: z.record(z.string(), z.int()),
  }),
);

/** GET counts.json: exact once the stream has been worked off; `dormant` is a part of `active`. */
export const showCounts = endpoint({
  summary: 'Contacts in each folder and group',
  answers: { 200: countsSchema },
  async handle({ runtime, caller, assets }) {
    const counts = await readCounts(runtime.data, caller.workspace);
    const { active, dormant, archived, stopped, blocked, deleted } = counts.folders;
    const groups = [...assets.groups.keys()].map((uuid) => [uuid, counts.groups[uuid] ?? 0] as const);
    return ok({
      folders: { active: active + dormant, dormant, archived, stopped, blocked, deleted },
      groups: Object.fromEntries(groups),
    });
  },
});
