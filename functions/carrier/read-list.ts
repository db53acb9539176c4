import { noteListChecks, readListNumbers, saveAllKnown } from '../../shared/data/carrier/index.ts';
import { type ListReading, readListReading, saveListReading } from '../../shared/data/workspace/index.ts';
import type { ListOf } from '../../shared/domain/carrier/lists.ts';
import { type KnownNumber, UNKNOWN_NUMBER } from '../../shared/domain/carrier/next-list-step.ts';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import type { CarrierOptOut, OptOutLists } from '../../shared/messages/opt-out-lists.ts';
import { queueOptOuts } from './queue-opt-outs.ts';

type PullRuntime = Pick<Runtime, 'data' | 'queues' | 'logger' | 'now'>;

interface Pulling {
  /** Paced, because AWS answers once a second. */
  readonly lists: OptOutLists;
  /** No page is begun after this. */
  readonly until: Instant;
}

/** An opt-out may appear in the list some time after its own time. */
const LATE_MICROS = 3_600_000_000;

/** How often a list is read, unless that takes longer. */
const EVERY_MICROS = 3_300_000_000;

/** Whether to read a list: its round is unfinished, or the last one began an hour ago. */
export async function isToRead(of: ListOf, { data, now }: Pick<PullRuntime, 'data' | 'now'>): Promise<boolean> {
  const round = await readListReading(data, of.workspace, of.list);
  return round === null || round.token !== null || round.began + EVERY_MICROS <= now();
}

/** Queues what is new on a list since the last full round, in several runs. Returns how many it read, and new ones. */
export async function readList(of: ListOf, { lists, until }: Pulling, runtime: PullRuntime) {
  const { data, now } = runtime;
  const known = await readListReading(data, of.workspace, of.list);
  let round: ListReading = known?.token ? known : { since: known?.since ?? instant(0), began: now(), token: null };
  const counts = { read: 0, news: 0 };
  do {
    const { numbers, next } = await pageOf(of, round, lists, runtime);
    const recent = numbers.filter(({ at }) => at >= round.since);
    counts.read += numbers.length;
    counts.news += await takeIn(recent, of, runtime);
    const { began, since } = round;
    round =
      next === null
        ? { since: instant(Math.max(0, began - LATE_MICROS)), began, token: null }
        : { since, began, token: next };
    await saveListReading(data, of.workspace, of.list, round);
  } while (round.token !== null && now() < until);
  return counts;
}

/** Queues the opt-outs that are not from here, then records them, and a check of each. Returns how many. */
async function takeIn(numbers: readonly CarrierOptOut[], of: ListOf, runtime: PullRuntime): Promise<number> {
  const { data } = runtime;
  const places = await readListNumbers(
    data,
    numbers.map(({ number }) => ({ of, number })),
    { consistent: true },
  );
  const news = numbers.flatMap((one, index) => {
    const { known = null, look = null } = places[index] ?? {};
    return isOurs(one, known, look !== null) ? [] : [{ one, known: known ?? UNKNOWN_NUMBER }];
  });
  await queueOptOuts(
    news.map(({ one }) => one),
    of,
    runtime,
  );
  const noted = news.map(({ one: { number, at }, known }) => ({
    of,
    number,
    known: { ...known, since: at, said: at, ours: false },
  }));
  await saveAllKnown(data, noted);
  await noteListChecks(
    data,
    of,
    news.map(({ one }) => one),
  );
  return news.length;
}

/** AWS may round the time of a new entry within a second. */
const SAME_MICROS = 1_000_000;

/** A run may have put the number there and died before it recorded that, so a pending one is checked again. */
const isOurs = ({ at, byPerson }: CarrierOptOut, known: KnownNumber | null, waits: boolean): boolean =>
  !byPerson && (waits || (known?.ours === true && Math.abs((known.since ?? 0) - at) <= SAME_MICROS));

/** When AWS no longer accepts a token, the round ends; the next run begins another one. */
async function pageOf(of: ListOf, round: ListReading, lists: OptOutLists, { data }: PullRuntime) {
  try {
    return await lists.page(of.list, round.token);
  } catch (error) {
    if (round.token !== null) await saveListReading(data, of.workspace, of.list, { ...round, token: null });
    throw error;
  }
}
