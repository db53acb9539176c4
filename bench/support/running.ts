import { type Data, openData } from '../../shared/data/dynamo/index.ts';
import { readToken } from '../../shared/data/workspace/index.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { instant } from '../../shared/domain/instant.ts';
import { flowWith } from '../../test/support/api/flows.ts';
import { type Service, startService } from '../../test/support/service.ts';

export interface Running {
  readonly service: Service;
  /** The service's own tables, opened as one more client. */
  readonly data: Data;
  readonly workspace: WorkspaceId;
  /** Starts a group in the archiving flow and waits until that is completed; returns the seconds. */
  archive(group: string): Promise<{ seconds: number; uuid: string }>;
}

export const FLOW = flowWith('Archive them', 1_000, [{ type: 'set_contact_status', status: 'archived' }]);
/** What a client of the local engine needs. */
const LOCAL = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' } as const;
/** Not more often, because each look at the job burdens the measured machine. */
const POLL_MS = 200;

/** Starts the whole service, empty, on a free port; with variables of the runner. */
export async function startRunning(env: Readonly<Record<string, string>> = {}): Promise<Running> {
  const service = await startService({ env });
  const { body: info } = await service.local('GET', 'info');
  Object.assign(process.env, LOCAL, { AWS_ENDPOINT_URL_DYNAMODB: info.dynamodb.endpoint });
  const { contacts, workspace: workspaceTable } = info.dynamodb.tables;
  // Nobody knows the service's own key: addresses are not found.
  const data = openData({ contactsTable: contacts, workspaceTable, hmacKey: async () => 'bench' });
  const bearer = await readToken(data, service.token, instant(Date.now() * 1000));
  if (bearer === null || bearer === 'expired') throw new Error('The service does not know its own token');
  await service.api('POST', 'flows.json', FLOW);
  return { service, data, workspace: bearer.workspace, archive: (group) => archive(service, group) };
}

async function archive(service: Service, group: string): Promise<{ seconds: number; uuid: string }> {
  const begun = performance.now();
  const { body: start } = await service.api('POST', 'flow_starts.json', { flow: FLOW.uuid, groups: [group] });
  await untilDone(service, `flow_starts.json?uuid=${start.uuid}`);
  return { seconds: (performance.now() - begun) / 1000, uuid: start.uuid };
}

/** Waits for a job or a flow start. */
export async function untilDone({ api }: Service, path: string): Promise<void> {
  for (;;) {
    const [job] = (await api('GET', path)).body.results;
    if (job.status === 'completed') return;
    if (job.status === 'failed') throw new Error(`It failed: ${JSON.stringify(job)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
