import type { BusEntry } from '../domain/bus/events.schema.ts';

/** The event bus. Callers do not know whether it is EventBridge or a test's list. */
export interface Bus {
  /** Throws BusyError when the bus is full, another error for invalid entries. Entries may be put again. */
  put(entries: readonly BusEntry[]): Promise<void>;
}
