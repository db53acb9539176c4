import type * as z from 'zod/mini';
import { capabilitiesOf } from '../../shared/domain/capabilities.ts';
import { currencyOf } from '../../shared/domain/currencies.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { endpoint, ok } from '../../shared/lambda/endpoint.ts';
import type { meSchema } from './answers.schema.ts';

/** GET me.json: who asks, what they may do here, and the service's time, for texts as "3 days ago". */
export const showMe = endpoint({
  summary: 'The caller: the person or token, the role and permissions, the workspace, the time',
  parse: () => null,
  handle(_, { caller, assets: { settings }, now }) {
    const { kind, id, name, role, readOnly = false, endpoints = null } = caller;
    return ok({
      who: { type: kind, uuid: id, name },
      token: kind === 'token' ? { uuid: id, name } : null,
      role,
      read_only: readOnly,
      endpoints: endpoints && [...endpoints],
      capabilities: capabilitiesOf(role).filter((one) => !readOnly || one === 'view'),
      workspace: {
        uuid: settings.uuid,
        name: settings.name,
        country: settings.country,
        timezone: settings.timezone,
        date_style: settings.dateStyle,
        anon: settings.anon,
        dormancy_days: settings.dormancyDays,
        delete_any_status: settings.deleteAnyStatus,
        contact_price: settings.contactPrice ?? null,
        currency: currencyOf(settings),
      },
      now: formatInstant(now),
    } satisfies z.output<typeof meSchema>);
  },
});
