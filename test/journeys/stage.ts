import { openClient } from '../support/api/client.ts';
import type { Stage } from '../support/api/stage.ts';
import type { About } from '../support/checker/checking.ts';
import { checkService } from '../support/checker/service.ts';
import { type Service, type ServiceOptions, startService } from '../support/service.ts';
import { openWorkspaces } from '../support/workspaces.ts';

export interface JourneyOptions extends ServiceOptions {
  /** What does not agree at the end, because the journey breaks it on purpose. */
  readonly except?: readonly About[];
}

/**
 * Starts the service for a journey. When it is stopped at the journey's end, everything in its tables has to agree: `stop` throws what
 * does not. A stop by a signal is part of the journey, and checks nothing.
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

/** A running service with any number of workspaces. */
export interface RunningStage extends Stage {
  readonly service: Service;
}

/** Starts the service for a journey in workspaces of its own. */
export async function openStage(options: JourneyOptions = {}): Promise<RunningStage> {
  const service = await startJourney(options);
  const newWorkspace = await openWorkspaces(service);
  return {
    service,
    url: service.url,
    open: async () => openClient(service, (await newWorkspace()).token),
    as: (token) => openClient(service, token),
    settle: () => service.idle(),
  };
}
