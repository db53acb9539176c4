import { nightly } from '../../../functions/dormancy/nightly.ts';
import type { BusEntry } from '../../../shared/domain/bus/events.schema.ts';
import type { World } from '../jobs/world.ts';

/** A night over all workspaces: how many jobs of each type it started. */
export const nightOf = (world: World, told: BusEntry[] = []) =>
  nightly({ ...world, bus: { put: async (entries: readonly BusEntry[]) => void told.push(...entries) } });
