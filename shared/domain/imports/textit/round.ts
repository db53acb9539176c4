/** A pass through the source's contacts modified between two times, newest first. */
export interface Round {
  readonly after: string | null;
  readonly before: string;
  /** Endpoint and query of the next page; null: the first. */
  readonly next: string | null;
  readonly pulled: number;
}

/** With so few changes during the last round, the rest is left to the next move. */
const FEW = 250;
/** Clocks of source and client may differ by a moment. */
const OVERLAP_MS = 60_000;

/** The round after one that ended at `until` (null: all). Its end is fixed: who changes meanwhile is in the next. */
export function beginRound(until: string | null, before: string): Round {
  const after = until === null ? null : new Date(Date.parse(until) - OVERLAP_MS).toISOString();
  return { after, before, next: null, pulled: 0 };
}

export const pageOf = ({ after, before, next }: Round): string =>
  next ?? `contacts.json?${new URLSearchParams({ before, ...(after && { after }) })}`;

/** The round after a page; `next` is null after the last. */
export const afterPage = (round: Round, next: string | null, contacts: number): Round => ({
  ...round,
  next,
  pulled: round.pulled + contacts,
});

/** Whether too few contacts changed for another round. */
export const isLast = ({ pulled }: Round): boolean => pulled <= FEW;

/** Endpoint and query of the next page, always at the same host, whatever the answer says. */
export function nextOf({ next }: Readonly<Record<string, unknown>>, endpoint: string): string | null {
  const [path] = endpoint.split('?');
  return typeof next === 'string' && URL.canParse(next) ? `${path}${new URL(next).search}` : null;
}
