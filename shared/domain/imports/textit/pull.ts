import { type Instant, instant } from '../../instant.ts';
import type { Refusal } from '../../refusals/refusal.ts';

/** Where an import is pulled from, and since when. */
export interface PullFrom {
  /** Origin, such as `https://textit.com`. */
  readonly host: string;
  /** Only contacts modified since then; null: all. */
  readonly since: string | null;
}

/** Between two requests: TextIt allows a workspace 2,500 an hour. A source on this machine has no limit. */
const PACE_MS = 1_440;

export const pullPaceOf = ({ host }: Pick<PullFrom, 'host'>): number =>
  host.startsWith('http://127.0.0.1') ? 0 : PACE_MS;

/** The progress of a pull. Everything it has pulled is already in files. */
export interface Pull extends PullFrom {
  readonly status: 'pulling' | 'done' | 'failed';
  readonly startedOn: Instant;
  /** Whether fields and groups are there. */
  readonly known: boolean;
  readonly round: Round | null;
  /** Names of the parts of each round, the current one last. */
  readonly parts: readonly (readonly string[])[];
  readonly pulled: number;
  /** Pages of contacts so far. */
  readonly pages: number;
  /** Contacts whose addresses the source hides. */
  readonly hidden: number;
  /** Failed requests in a row. */
  readonly failures: number;
  readonly notBefore: Instant | null;
  /** Why it has failed, or waits. */
  readonly problem: Refusal | null;
}

/** A failed request. */
export interface Trouble {
  readonly problem: Refusal;
  /** Seconds to wait; null: it is useless to ask again. */
  readonly wait: number | null;
}

/** Failures in a row, nearly an hour, before a person must look; fewer for a source that has never answered. */
const MOST_FAILURES = 12;
const MOST_AT_FIRST = 3;
const SHORTEST_WAIT = 5;
const LONGEST_WAIT = 900;

export const beginPull = ({ host, since }: PullFrom, startedOn: Instant): Pull => ({
  host,
  since,
  startedOn,
  status: 'pulling',
  known: false,
  round: null,
  parts: [],
  pulled: 0,
  pages: 0,
  hidden: 0,
  failures: 0,
  notBefore: null,
  problem: null,
});

/** Continues a pull that failed or stopped. */
export const goOn = (pull: Pull): Pull => ({
  ...pull,
  status: 'pulling',
  failures: 0,
  notBefore: null,
  problem: null,
});

/** The first round, or the one after the last. */
export function nextPullRound(pull: Pull, now: string): Pull {
  const until = pull.round === null ? pull.since : pull.round.before;
  return { ...pull, round: beginRound(until, now), parts: [...pull.parts, []] };
}

interface Part {
  readonly part: string;
  readonly next: string | null;
  readonly contacts: number;
  readonly hidden: number;
  readonly pages: number;
}

/** With more pages, in one part; `next` is null after the round's last. */
export function withPart(pull: Pull, { part, next, contacts, hidden, pages }: Part): Pull {
  if (pull.round === null) return pull;
  const current = pull.parts.at(-1) ?? [];
  return {
    ...pull,
    failures: 0,
    notBefore: null,
    problem: null,
    round: { ...pull.round, next, pulled: pull.round.pulled + contacts },
    parts: [...pull.parts.slice(0, -1), [...current, part]],
    pulled: pull.pulled + contacts,
    pages: pull.pages + pages,
    hidden: pull.hidden + hidden,
  };
}

/** Whether the round that just ended was the last: too few contacts changed during it for another. */
export const isComplete = (pull: Pull): boolean => pull.round !== null && isRoundOver(pull) && pull.round.pulled <= FEW;

export const isRoundOver = ({ round, parts }: Pull): boolean =>
  round === null || (round.next === null && (parts.at(-1)?.length ?? 0) > 0);

/** After a failure: it waits, longer each time, or fails. A source that names a time does not count as failing. */
export function troubled(pull: Pull, { problem, wait }: Trouble, now: Instant): Pull {
  const failures = wait === 0 ? pull.failures + 1 : pull.failures;
  if (wait === null || failures >= (pull.known ? MOST_FAILURES : MOST_AT_FIRST))
    return { ...pull, status: 'failed', failures, problem };
  const seconds = wait > 0 ? wait : Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** (failures - 1));
  return { ...pull, failures, problem, notBefore: instant(now + seconds * 1_000_000) };
}

/** Seconds until the next request, as far as a message can be delayed. */
export const secondsToWait = ({ notBefore }: Pull, now: Instant): number =>
  notBefore === null || notBefore <= now ? 0 : Math.min(LONGEST_WAIT, Math.ceil((notBefore - now) / 1_000_000));

/** A pass through the source's contacts modified between two times, newest first. */
interface Round {
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

/** Endpoint and query of the next page, always at the same host, whatever the answer says. */
export function nextOf({ next }: Readonly<Record<string, unknown>>, endpoint: string): string | null {
  const [path] = endpoint.split('?');
  return typeof next === 'string' && URL.canParse(next) ? `${path}${new URL(next).search}` : null;
}
