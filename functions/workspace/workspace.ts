import * as z from 'zod/mini';
import { readCounts, readDailyCounts } from '../../shared/data/counts/index.ts';
import type { Counts } from '../../shared/domain/contacts/counts.ts';
import type { Assets } from '../../shared/domain/workspace.ts';
import { openFiles } from '../../shared/lambda/clients/files.ts';
import { openQueues } from '../../shared/lambda/clients/queues.ts';
import { shown } from '../../shared/lambda/http/answers.ts';
import { endpoint, type OpenEndpoint, ok, type Service } from '../../shared/lambda/http/endpoint.ts';
import { methodNotAllowed } from '../../shared/lambda/http/errors.ts';
import { httpHandler } from '../../shared/lambda/http/http.ts';
import { arrayOf, presenter } from '../../shared/lambda/http/presenter.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { getAuditLog } from './audit-log.ts';
import { runSweep, showDormancy } from './dormancy.ts';
import { health } from './health.ts';
import { index, noEndpoint } from './index.ts';
import { showMe, workspaceInfo } from './me.ts';
import { notKept } from './not-kept.ts';
import document from './openapi.json' with { type: 'json' };
import { deletePerson, getPeople } from './people.ts';
import { savePerson } from './save-person.ts';
import { postToken } from './save-token.ts';
import { getSettings, saveSettings } from './settings.ts';
import { deleteToken, getTokens } from './tokens.ts';
import { getUsers } from './users.ts';

/** `dormant` is a part of `active`. */
const foldersShown = presenter<Counts['folders']>()({
  active: [z.int(), ({ active, dormant }) => active + dormant],
  dormant: z.int(),
  archived: z.int(),
  stopped: z.int(),
  blocked: z.int(),
  deleted: z.int(),
});

type DailyCounts = Awaited<ReturnType<typeof readDailyCounts>>[number];

const dailyCountsShown = presenter<{ readonly days: readonly DailyCounts[] }>('DailyCounts')({
  /** `day` is one of the workspace's time zone. */
  results: [arrayOf(presenter<DailyCounts>()({ day: z.string(), folders: foldersShown })), ({ days }) => days],
});

/** GET daily_counts.json: the folders on each day of the last year, the oldest first; kept from the first night on. */
const showDailyCounts = endpoint({
  summary: 'Contacts in each folder on each day of the last year',
  answers: shown(dailyCountsShown),
  parse: () => null,
  async handle(_, { runtime, caller, assets, now }) {
    const days = await readDailyCounts(runtime.data, caller.workspace, assets.settings, now);
    return ok(dailyCountsShown.show({ days }));
  },
});

const countsShown = presenter<Counts, Pick<Assets, 'groups'>>('Counts')({
  folders: foldersShown,
  groups: [
    z.record(z.string(), z.int()),
    (counts, { groups }) => Object.fromEntries([...groups.keys()].map((uuid) => [uuid, counts.groups[uuid] ?? 0])),
  ],
});

/** GET counts.json: exact once the stream has been processed. */
const showCounts = endpoint({
  summary: 'Contacts in each folder and group',
  answers: shown(countsShown),
  parse: () => null,
  handle: async (_, { runtime, caller, assets }) =>
    ok(countsShown.show(await readCounts(runtime.data, caller.workspace), assets)),
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
  open: { '/api/v2/.json': index, '/api/v2/openapi.json': openApi, '/health': health },
  otherwise: noEndpoint,
};

export const handler = httpHandler(service, { files: openFiles, queues: openQueues });
