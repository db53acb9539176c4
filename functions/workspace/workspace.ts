import type { Routes } from '../../shared/lambda/endpoint.ts';
import { httpHandler } from '../../shared/lambda/http.ts';
import { openQueues } from '../../shared/lambda/queues.ts';
import { showCounts } from './counts.ts';
import { index, noEndpoint } from './index.ts';
import { workspaceInfo } from './info.ts';
import { openApi } from './openapi.ts';
import { readSettings, saveSettings } from './settings.ts';
import { createToken, listTokens, revokeToken } from './tokens.ts';

export const routes: Routes = {
  '/api/v2/workspace.json': { GET: workspaceInfo },
  // TextIt's own Python client asks only for org.json (7.1).
  '/api/v2/org.json': { GET: workspaceInfo },
  '/api/v2/settings.json': { GET: readSettings, POST: saveSettings },
  '/api/v2/tokens.json': { GET: listTokens, POST: createToken, DELETE: revokeToken },
  '/api/v2/counts.json': { GET: showCounts },
};

export const handler = httpHandler(
  {
    routes,
    open: { '/api/v2/.json': index, '/api/v2/openapi.json': openApi },
    otherwise: noEndpoint,
  },
  { queues: openQueues },
);
