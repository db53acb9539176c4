import {
  dueListChecks,
  endListCheck,
  type ListCheck,
  type ListNumber,
  putOff,
  readListCheck,
  readListNumbers,
  saveKnown,
} from '../../shared/data/carrier/index.ts';
import { FREE, type Holder, optOutOf, readHolders } from '../../shared/data/contacts/index.ts';
import type { ListOf } from '../../shared/domain/carrier/lists.ts';
import {
  isLaterThan,
  type KnownNumber,
  nextListStep,
  UNKNOWN_NUMBER,
} from '../../shared/domain/carrier/next-list-step.ts';
import { refusedOn } from '../../shared/domain/carrier/numbers.ts';
import { addDays, type Instant, instant } from '../../shared/domain/instant.ts';
import type { Runtime } from '../../shared/lambda/invocation/runtime.ts';
import { NumberRefusedError, type OptOutLists } from '../../shared/messages/opt-out-lists.ts';
import { queueOptOuts } from './queue-opt-outs.ts';

type SendRuntime = Pick<Runtime, 'data' | 'queues' | 'logger' | 'now'>;

interface Sending {
  /** Paced, because AWS answers once a second. */
  readonly lists: OptOutLists;
  /** No number is begun after this. */
  readonly until: Instant;
}

/** After so many failures in a row, the numbers are not the cause. */
const MOST_FAILURES = 3;
/** The wait after a failure. */
const FAILED_MICROS = 3_600_000_000;
/** The wait after AWS refused a number as invalid. */
const REFUSED_DAYS = 30;

/** Reports noted numbers until the time is over (`left`). A failed one waits an hour; three in a row end the run. */
export async function sendNumbers(of: ListOf, { lists, until }: Sending, runtime: SendRuntime) {
  const { data, now, logger } = runtime;
  const counts = { sent: 0, failed: 0, left: false };
  let inARow = 0;
  for await (const look of dueListChecks(data, of, Math.floor(Math.random() * 8), now())) {
    if (now() >= until) return { ...counts, left: true };
    try {
      if (await sendOne({ of, lists, runtime }, look)) counts.sent += 1;
      inARow = 0;
    } catch (error) {
      counts.failed += 1;
      logger.error('the carrier was not told of a number', { error: error as Error, list: of.list });
      const isRefused = error instanceof NumberRefusedError;
      await putOff(
        data,
        look,
        isRefused ? addDays(now(), REFUSED_DAYS) : instant(now() + FAILED_MICROS),
        nameOf(error),
      );
      inARow = isRefused ? 0 : inARow + 1;
      if (inARow === MOST_FAILURES) throw error;
    }
  }
  return counts;
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

interface Telling {
  readonly of: ListOf;
  readonly lists: OptOutLists;
  readonly runtime: SendRuntime;
}

/** Handles one number; false when nothing is left to do. A note made meanwhile has its own turn. */
async function sendOne(telling: Telling, noted: ListCheck): Promise<boolean> {
  const { of, lists, runtime } = telling;
  const { data, now } = runtime;
  const look = await readListCheck(data, noted);
  if (look === null) return false;
  const identity = `tel:${look.number}`;
  const holder = (await readHolders(data, of.workspace, [identity])).get(identity) ?? FREE;
  const place: ListNumber = { of, number: look.number };
  const [{ known } = { known: null }] = await readListNumbers(data, [place], { consistent: true });
  const refused = refusedSince(holder);
  const step = nextListStep(refused, known, now());
  if (step.do === 'wait') return putOff(data, look, step.until, NOT_YET);
  if (step.do === 'remove') return takeOff(telling, look, { known: known ?? UNKNOWN_NUMBER, word: wordOf(holder) });
  if (step.do === 'put') {
    const since = await lists.put(of.list, look.number);
    await saveKnown(data, place, { ...(known ?? UNKNOWN_NUMBER), since, said: refused, ours: true });
  }
  await endListCheck(data, look);
  return step.do === 'put';
}

const refusedSince = (holder: Holder): Instant | null =>
  holder.kind === 'owned' ? refusedOn(holder.contact) : (optOutOf(holder)?.said ?? null);

const wordOf = (holder: Holder): Instant | null =>
  holder.kind === 'owned' ? (holder.contact.lastWord?.on ?? null) : null;

/** The problem shown while AWS's 30 days last. */
const NOT_YET = 'removed_within_30_days';

/** Removes a number after its opt-out was lifted, unless the list's entry is newer: a STOP that was not read yet. */
async function takeOff(
  { of, lists, runtime }: Telling,
  look: ListCheck,
  { known, word }: { readonly known: KnownNumber; readonly word: Instant | null },
): Promise<boolean> {
  const { data, now } = runtime;
  const place: ListNumber = { of, number: look.number };
  const found = await lists.find(of.list, look.number);
  if (found !== null && isLaterThan(found, { word, noted: look.at })) {
    const { at } = found;
    await saveKnown(data, place, { ...known, since: at, said: at, ours: false });
    await queueOptOuts([{ ...found, number: look.number }], of, runtime);
    return endListCheck(data, look);
  }
  const outcome = found === null ? 'absent' : await lists.remove(of.list, look.number);
  if (outcome === 'not_yet') {
    await saveKnown(data, place, { ...known, since: found?.at ?? null, said: known.said });
    return putOff(data, look, nextTry(known, now()), NOT_YET);
  }
  const removed = outcome === 'removed' ? now() : known.removed;
  await saveKnown(data, place, { ...UNKNOWN_NUMBER, removed });
  return endListCheck(data, look);
}

/** When AWS will remove a number that it refused: known after a removal from here, else tried daily. */
function nextTry({ removed }: KnownNumber, now: Instant): Instant {
  const again = removed === null ? null : addDays(removed, 30);
  return again !== null && again > now ? again : addDays(now, 1);
}
