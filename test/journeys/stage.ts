import type { Data } from '../../shared/data/dynamo/index.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { type ApiAnswer, openApi } from '../support/api/api.ts';
import { type Client, openClient, prepare } from '../support/api/client.ts';
import type { Stage } from '../support/api/stage.ts';
import type { About } from '../support/checker/checking.ts';
import { checkService } from '../support/checker/service.ts';
import { type Service, type ServiceOptions, startService } from '../support/service.ts';
import { openServiceData, openWorkspaces } from '../support/workspaces.ts';

interface JourneyOptions extends ServiceOptions {
  /** What does not agree at the end, because the journey breaks it on purpose. */
  readonly except?: readonly About[];
}

/**
 * Starts a service for one journey that sets the clock, makes faults, restarts it, or measures consumption. When it is
 * stopped at the end, all its tables must be consistent: `stop` throws otherwise. A stop by a signal is part of the
 * journey, and checks nothing.
 */
export async function startJourney({ except, ...options }: JourneyOptions = {}): Promise<Service> {
  const service = await startService(options);
  let stopped = false;
  return {
    ...service,
    async stop(signal) {
      try {
        if (signal === undefined && !stopped) await checkService(service, { except });
      } finally {
        stopped = true;
      }
      return service.stop(signal);
    },
  };
}

/** The service that the files of this process share, one after the other. It ends with the process. */
let shared: Promise<Service> | undefined;
/** Workspaces of files that have ended: each file answers for its own. */
const left = new Set<string>();

/**
 * Two environments of each function, since each has to load and compile its bundle; webhooks may lead to this machine.
 */
const SHARED_ENV = { DORMOUSE_CONCURRENCY: '2', WEBHOOKS_TO_LOOPBACK: 'on' };

/**
 * A shared service for a journey that only needs workspaces, with the token of a new one. `stop` leaves it running, and
 * checks the workspaces that are new since the last journey.
 */
export async function joinJourney(): Promise<Service> {
  shared ??= startService({ env: SHARED_ENV });
  const service = await shared;
  const { token } = await (await openWorkspaces(service))();
  return {
    ...service,
    token,
    api: openApi(service, token),
    async stop() {
      await checkService(service, {}, left);
      return null;
    },
  };
}

/** A running service with any number of workspaces. */
export interface RunningStage extends Stage {
  readonly service: Service;
}

/** A stage on a service: on the shared one when none is given. */
export async function openStage(service?: Service): Promise<RunningStage> {
  const running = service ?? (await joinJourney());
  const newWorkspace = await openWorkspaces(running);
  return {
    service: running,
    url: running.url,
    open: async () => openClient(running, (await newWorkspace()).token),
    as: (token) => openClient(running, token),
    settle: () => running.idle(),
  };
}

interface Programme {
  readonly client: Client;
  readonly token: string;
  readonly data: Data;
  readonly workspace: WorkspaceId;
}

/** A prepared workspace of a running service: its client, and the tables. */
export async function openProgramme(service: Service): Promise<Programme> {
  const data = await openServiceData(service);
  const { token, workspace } = await (await openWorkspaces(service))();
  const client = openClient(service, token);
  await prepare(client);
  return { client, token, data, workspace };
}

/** The pages of a list one by one, following `next` as a client does. */
export async function* pagesOf(client: Client, path: string): AsyncGenerator<ApiAnswer['body'][]> {
  for (let next: string | null = path; next !== null; ) {
    const page: ApiAnswer['body'] = await client.get(next);
    yield page.results;
    next = page.next?.slice(new URL(page.next).origin.length) ?? null;
  }
}
