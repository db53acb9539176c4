/** Compares the model with the whole service here, whose tables are limited to some units a second. */
import { FEWEST_SHARDS } from '../../shared/data/dynamo/index.ts';
import { populate } from '../support/population.ts';
import { startRunning } from '../support/running.ts';
import { JOBS } from './jobs.ts';
import type { Limits } from './limits.ts';
import { estimate } from './model.ts';

export interface Comparison {
  readonly contacts: number;
  readonly writeUnits: number;
  /** Seconds by the model. */
  readonly expected: number;
  /** Seconds until the start was completed and history had followed. */
  readonly measured: number;
}

/** Small enough that this machine is not the limit. */
const LIMITS = [50, 100, 200];
/** Seconds of a run by the model. */
const SECONDS = 60;

/** A table that only `write` units limit. */
const bound = (write: number): Limits => ({
  name: `${write} units`,
  write,
  read: Number.POSITIVE_INFINITY,
  partition: Number.POSITIVE_INFINITY,
  lanes: Number.POSITIVE_INFINITY,
  shards: FEWEST_SHARDS,
  followers: Number.POSITIVE_INFINITY,
});

/** Archives a group through a flow at each limit. */
export async function compare(): Promise<Comparison[]> {
  const [archiving] = JOBS;
  if (archiving === undefined) throw new Error('There is no job to compare');
  const { service, data, workspace, archive } = await startRunning();
  const compared: Comparison[] = [];
  try {
    for (const writeUnits of LIMITS) {
      const limits = bound(writeUnits);
      const contacts = Math.round(SECONDS * estimate(archiving, limits).contactsASecond);
      const group = await populate(data, workspace, contacts);
      await service.idle(600);
      await service.local('POST', 'faults', { write_units: writeUnits });
      const begun = performance.now();
      await archive(group);
      await service.idle(600);
      const measured = (performance.now() - begun) / 1000;
      await service.local('POST', 'faults', {});
      compared.push({
        contacts,
        writeUnits,
        expected: contacts / estimate(archiving, limits).contactsASecond,
        measured,
      });
    }
    return compared;
  } finally {
    await service.stop();
  }
}
