import type * as z from 'zod/mini';
import { readCounts, readDailyCounts } from '../../shared/data/counts/index.ts';
import { capabilitiesOf } from '../../shared/domain/capabilities.ts';
import { currencyOf } from '../../shared/domain/currencies.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { endpoint, type OpenEndpoint, ok, type Service } from '../../shared/lambda/http/endpoint.ts';
import { methodNotAllowed } from '../../shared/lambda/http/errors.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import type { meSchema } from './answers.schema.ts';
import { getAuditLog } from './audit-log.ts';
import { runSweep, showDormancy } from './dormancy.ts';
import { index, noEndpoint } from './index.ts';
import { notKept } from './not-kept.ts';
import document from './openapi.json' with { type: 'json' };
import { deletePerson, getPeople } from './people.ts';
import { savePerson } from './save-person.ts';
import { postToken } from './save-token.ts';
import { getSettings, saveSettings } from './settings.ts';
import { deleteToken, getTokens } from './tokens.ts';
import { getUsers } from './users.ts';

/** GET me.json: who asks, what they may do here, and the service's time, for texts as "3 days ago". */
const showMe = endpoint({
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

/** GET workspace.json: TextIt's read-only shape (6.2). */
const workspaceInfo = endpoint({
  summary: 'The workspace',
  parse: () => null,
  handle: (_, { assets: { settings } }) =>
    ok({
      uuid: settings.uuid,
      name: settings.name,
      country: settings.country,
      languages: settings.languages,
      primary_language: settings.languages[0] ?? null,
      timezone: settings.timezone,
      date_style: settings.dateStyle,
      credits: { used: -1, remaining: -1 },
      anon: settings.anon,
    }),
});

/** GET daily_counts.json: the folders on each day of the last year, the oldest first; kept from the first night on. */
const showDailyCounts = endpoint({
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

/** GET counts.json: exact once the stream has been processed; `dormant` is a part of `active`. */
const showCounts = endpoint({
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

/** GET openapi.json: the document that `npm run openapi` makes of the endpoints' declarations; needs no token. */
const openApi: OpenEndpoint = ({ method }) => {
  if (method !== 'GET') throw methodNotAllowed(method, ['GET']);
  return ok(document);
};

export const endpoints: EndpointsOf<'workspace'> = {
  workspace: { GET: workspaceInfo },
  // TextIt's own Python client asks only for org.json (7.1).
  org: { GET: workspaceInfo },
  me: { GET: showMe },
  settings: { GET: getSettings, POST: saveSettings },
  tokens: { GET: getTokens, POST: postToken, DELETE: deleteToken },
  people: { GET: getPeople, POST: savePerson, DELETE: deletePerson },
  users: { GET: getUsers },
  audit_log: { GET: getAuditLog },
  counts: { GET: showCounts },
  daily_counts: { GET: showDailyCounts },
  dormancy: { GET: showDormancy, POST: runSweep },
};

export const service: Service = {
  routes: { ...routesOf(endpoints), ...notKept },
  open: { '/api/v2/.json': index, '/api/v2/openapi.json': openApi },
  otherwise: noEndpoint,
};

export const handler = httpHandler(service, { files: openFiles, queues: openQueues });
