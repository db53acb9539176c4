import type { Service } from '../../shared/lambda/endpoint.ts';
import { openFiles } from '../../shared/lambda/files.ts';
import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { type EndpointsOf, routesOf } from '../endpoints.ts';
import { getAuditLog } from './audit-log.ts';
import { showCounts } from './counts.ts';
import { showDailyCounts } from './daily-counts.ts';
import { runSweep, showDormancy } from './dormancy.ts';
import { index, noEndpoint } from './index.ts';
import { workspaceInfo } from './info.ts';
import { showMe } from './me.ts';
import { notKept } from './not-kept.ts';
import { openApi } from './openapi.ts';
import { deletePerson, getPeople } from './people.ts';
import { savePerson } from './save-person.ts';
import { postToken } from './save-token.ts';
import { getSettings, saveSettings } from './settings.ts';
import { deleteToken, getTokens } from './tokens.ts';
import { getUsers } from './users.ts';

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
