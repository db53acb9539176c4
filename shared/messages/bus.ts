import type { BusEntry } from '../domain/bus/events.schema.ts';

/** The event bus. Callers do not know whether it is EventBridge or a test's list. */
export interface Bus {
  /**
   * Throws BusyError when the bus has no room, and another error for an invalid entry. Entries may be put again after
   * either.
   */
  put(entries: readonly BusEntry[]): Promise<void>;
}
