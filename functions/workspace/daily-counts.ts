import { readDailyCounts } from '../../shared/data/counts/index.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';

/** GET daily_counts.json: the folders on each day of the last year, the oldest first; kept from the first night on. */
export const showDailyCounts = endpoint({
  summary: 'Contacts in each folder on each day of the last year',
  parse: () => null,
  async handle(_, { runtime, caller, assets, now }) {
    const days = await readDailyCounts(runtime.data, caller.workspace, assets.settings, now);
    const results = days.map(({ day, folders: { active, dormant, ...others } }) => ({
      day,
      // As counts.json shows them.
      folders: { active: active + dormant, dormant, ...others },
    }));
    return ok({ results });
  },
});
