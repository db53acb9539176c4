/** An event as EventBridge hands it to targets. */
export interface BusEvent {
  readonly id: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly time: string;
  readonly detail: object;
}

/** What was put on the buses last. */
export interface EventLog {
  add(event: BusEvent): void;
  /**
   * The events after a sequence number, oldest first; `next` is what to ask for then. `missed` when some after it are no longer kept.
   */
  after(sequence: number): {
    readonly events: readonly (BusEvent & { readonly sequence: number })[];
    readonly next: number;
    readonly missed: boolean;
  };
}

/** @param kept - how many of the last are kept */
export function createEventLog(kept: number): EventLog {
  const events: (BusEvent & { readonly sequence: number })[] = [];
  let last = 0;
  return {
    add(event) {
      last += 1;
      events.push({ sequence: last, ...event });
      if (events.length > kept) events.shift();
    },
    after(sequence) {
      const first = events[0]?.sequence ?? last + 1;
      return {
        events: events.filter((event) => event.sequence > sequence),
        next: last,
        missed: sequence + 1 < first,
      };
    },
  };
}
