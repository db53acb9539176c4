import { readCounts } from '../../shared/data/counts/index.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';

/** GET counts.json: exact once the stream has been processed; `dormant` is a part of `active`. */
export const showCounts = endpoint({
  summary: 'Contacts in each folder and group',
  parse: () => null,
  async handle(_, { runtime, caller, assets }) {
    const counts = await readCounts(runtime.data, caller.workspace);
    const { active, dormant, archived, stopped, blocked, deleted } = counts.folders;
    const groups = [...assets.groups.keys()].map((uuid) => [uuid, counts.groups[uuid] ?? 0] as const);
    return ok({
      folders: { active: active + dormant, dormant, archived, stopped, blocked, deleted },
      groups: Object.fromEntries(groups),
    });
  },
});
