import type * as z from 'zod/mini';
import { capabilitiesOf } from '../../shared/domain/capabilities.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import type { meSchema } from './answers.schema.ts';

/** GET me.json: the request's token, what its role may do, and the service's time, for texts as "3 days ago". */
export const showMe = endpoint({
  summary: 'The caller: the token, its role and permissions, the workspace, the time',
  parse: () => null,
  handle: (_, { caller, assets: { settings }, now }) =>
    ok({
      token: { uuid: caller.id, name: caller.name },
      role: caller.role,
      capabilities: [...capabilitiesOf(caller.role)],
      workspace: {
        uuid: settings.uuid,
        name: settings.name,
        country: settings.country,
        timezone: settings.timezone,
        date_style: settings.dateStyle,
        anon: settings.anon,
        dormancy_days: settings.dormancyDays,
        delete_any_status: settings.deleteAnyStatus,
      },
      now: formatInstant(now),
    } satisfies z.output<typeof meSchema>),
});
