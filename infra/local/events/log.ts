/** An event in the form that targets get. */
export interface BusEvent {
  readonly id: string;
  readonly source: string;
  readonly 'detail-type': string;
  readonly time: string;
  readonly detail: object;
}

/** The last events of the buses. */
export interface EventLog {
  add(event: BusEvent): void;
  /** The events after a sequence number, oldest first; `next` continues. `missed`: some of them are no longer kept. */
  after(sequence: number): {
    readonly events: readonly (BusEvent & { readonly sequence: number })[];
    readonly next: number;
    readonly missed: boolean;
  };
}

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
