import type { BusEntry } from '../domain/bus/events.schema.ts';

/** Where it is told what happens; who tells it does not know whether that is EventBridge or a test's list. */
export interface Bus {
  /** Throws BusyError when the bus has no room, and another error when it refuses an entry for what it is. Entries may be put again after either. */
  put(entries: readonly BusEntry[]): Promise<void>;
}
