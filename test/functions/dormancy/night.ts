import { nightly } from '../../../functions/lifecycle/lifecycle.ts';
import type { BusEntry } from '../../../shared/domain/bus/events.schema.ts';
import type { World } from '../engine/world.ts';

/** A night over all workspaces: how many jobs of each type it started. `fault`: what the bus throws. */
export const nightOf = (world: World, told: BusEntry[] = [], fault?: Error) =>
  nightly({
    ...world,
    bus: {
      async put(entries: readonly BusEntry[]) {
        if (fault !== undefined) throw fault;
        told.push(...entries);
      },
    },
  });
