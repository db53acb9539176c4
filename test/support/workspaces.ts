import { type Data, openData } from '../../shared/data/dynamo/client.ts';
import { createWorkspace } from '../../shared/data/workspace/workspaces.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { instant } from '../../shared/domain/instant.ts';
import type { Service } from './service.ts';

/** The tables of a running local service, as one more client. */
export async function openServiceData(service: Service): Promise<Data> {
  const { dynamodb } = (await service.local('GET', 'info')).body as {
    dynamodb: { endpoint: string; tables: { contacts: string; workspace: string } };
  };
  return openTables(dynamodb.endpoint, dynamodb.tables);
}

/** Makes workspaces on a running local service, as `npm run workspace` does: the HTTP API cannot make one. */
export async function openWorkspaces(
  service: Service,
): Promise<() => Promise<{ token: string; workspace: WorkspaceId }>> {
  const data = await openServiceData(service);
  return () =>
    createWorkspace(data, {
      name: 'Nyaruka',
      country: 'RW',
      languages: ['eng', 'kin'],
      now: instant(Date.now() * 1000),
    });
}

function openTables(endpoint: string, { contacts, workspace }: { contacts: string; workspace: string }): Data {
  Object.assign(process.env, { AWS_ENDPOINT_URL_DYNAMODB: endpoint });
  return openData({ contactsTable: contacts, workspaceTable: workspace, hmacKey: null });
}
