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
import { type Holder, optOutOf, readHolders } from '../../shared/data/contacts/index.ts';
import type { ListOf } from '../../shared/domain/carrier/lists.ts';
import {
  isLaterThan,
  type KnownNumber,
  nextListStep,
  UNKNOWN_NUMBER,
} from '../../shared/domain/carrier/next-list-step.ts';
import { refusedOn } from '../../shared/domain/carrier/numbers.ts';
import { addDays, type Instant, instant } from '../../shared/domain/instant.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import { NumberRefusedError, type OptOutLists } from '../../shared/messages/opt-out-lists.ts';
import { queueOptOuts } from './queue-opt-outs.ts';

type SendRuntime = Pick<Runtime, 'data' | 'queues' | 'logger' | 'now'>;

interface Sending {
  /** Paced: AWS is asked once a second. */
  readonly lists: OptOutLists;
  /** No number is begun after this. */
  readonly until: Instant;
}

/** After so many failures in a row it is not the numbers that are wrong. */
const MOST_FAILURES = 3;
/** A number that failed waits so long. */
const FAILED_MICROS = 3_600_000_000;
/** What AWS takes for no number at all is tried as often. */
const REFUSED_DAYS = 30;

/**
 * Tells a list of the numbers that are noted to be looked at what is true of them now. A number that fails waits an hour, and keeps no other from its turn; what
 * fails three times in a row ends the run. `left`: the time was over.
 */
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
      logger.error('a number could not be told to the carrier', { error: error as Error, list: of.list });
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

/** Looks at one number; false when it needs no more. What was noted of it meanwhile is looked at in its own turn. */
async function sendOne(telling: Telling, noted: ListCheck): Promise<boolean> {
  const { of, lists, runtime } = telling;
  const { data, now } = runtime;
  const look = await readListCheck(data, noted);
  if (look === null) return false;
  const identity = `tel:${look.number}`;
  const holder = (await readHolders(data, of.workspace, [identity])).get(identity) ?? { kind: 'free' };
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

/** Said of what waits for AWS's 30 days. */
const NOT_YET = 'removed_within_30_days';

/**
 * Takes a number whose opt-out was lifted off the list, if it is there. What the list has of later than that is news and stays: the person wrote STOP to AWS, and
 * it was not read yet.
 */
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

/** When AWS will remove a number that it has just refused to: known when the last time was from here, else tried once a day. */
function nextTry({ removed }: KnownNumber, now: Instant): Instant {
  const again = removed === null ? null : addDays(removed, 30);
  return again !== null && again > now ? again : addDays(now, 1);
}
