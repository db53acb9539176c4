/** A pass through the contacts that were modified at the source between two times, the newest first. */
export interface Round {
  readonly after: string | null;
  readonly before: string;
  /** Endpoint and query of the next page; null: the first. */
  readonly next: string | null;
  readonly pulled: number;
}

/** So many changes while the last round went on are left to the next move. */
const FEW = 250;
/** Clocks of source and client may differ by a moment. */
const OVERLAP_MS = 60_000;

/**
 * The round that follows one that ended at `until`; null: everybody. Each has a fixed end, so that whoever is changed while it goes on moves out of it
 * and into the next: nobody is missed.
 */
export function beginRound(until: string | null, before: string): Round {
  const after = until === null ? null : new Date(Date.parse(until) - OVERLAP_MS).toISOString();
  return { after, before, next: null, pulled: 0 };
}

export const pageOf = ({ after, before, next }: Round): string =>
  next ?? `contacts.json?${new URLSearchParams({ before, ...(after && { after }) })}`;

/** The round after a page of it; `next` is null when that was the last. */
export const afterPage = (round: Round, next: string | null, contacts: number): Round => ({
  ...round,
  next,
  pulled: round.pulled + contacts,
});

/** Whether so few were changed meanwhile that no other round is worth while. */
export const isLast = ({ pulled }: Round): boolean => pulled <= FEW;

/** The endpoint and query of the page after this one: at the same host, wherever an answer says that it is. */
export function nextOf({ next }: Readonly<Record<string, unknown>>, endpoint: string): string | null {
  const [path] = endpoint.split('?');
  return typeof next === 'string' && URL.canParse(next) ? `${path}${new URL(next).search}` : null;
}
