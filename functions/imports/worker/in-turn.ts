import { randomUUID } from 'node:crypto';
import { keepSeat, leaveSeat, takeSeat } from '../../../shared/data/limits/index.ts';
import type { FilesMessage } from '../../../shared/messages/jobs.ts';
import type { FileRuntime } from '../../../shared/services/runtime.ts';

/** A quarter of the time for which a seat is held. */
const BEAT_MS = 5_000;
/** Seconds after which a message comes again whose workspace has no seat, at most. */
const MOST_WAIT = 5;

/**
 * Handles one message of a workspace at a time, so that its files never take the places of other workspaces: what comes
 * meanwhile is sent again. Short calls need no turn. `deaths`: how many deliveries died while they worked on the same
 * job.
 */
export const inTurn =
  <Runtime extends FileRuntime>(handle: (message: FilesMessage, runtime: Runtime, deaths: number) => Promise<void>) =>
  async (message: FilesMessage, runtime: Runtime): Promise<void> => {
    // It takes moments: the files of people who were deleted should go, and parts of files be made or read, meanwhile.
    if ('erased' in message || message.part !== undefined) return handle(message, runtime, 0);
    const { workspace, job } = message;
    const { data, now, queues } = runtime;
    const holder = randomUUID();
    const seat = await takeSeat(data, workspace, { holder, job, now: now() });
    if (seat === null) {
      const delay = 1 + Math.floor(Math.random() * MOST_WAIT);
      await queues.send('files', [message], workspace, { delay });
      return;
    }
    const forgiven = () => false;
    const living = setInterval(() => void keepSeat(data, workspace, { holder, now: now() }).catch(forgiven), BEAT_MS);
    try {
      await handle(message, runtime, seat.deaths);
    } finally {
      clearInterval(living);
      await leaveSeat(data, workspace, { holder }).catch(forgiven);
    }
  };
