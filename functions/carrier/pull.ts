import { type Round, readRound, saveRound } from '../../shared/data/workspace/index.ts';
import { normalizeUrn } from '../../shared/domain/contacts/urns.ts';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import type { ListOf } from '../../shared/lambda/opt-out-lists.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import type { InboundMessage } from '../../shared/messages/inbound.ts';
import type { OptedOut, OptOutLists } from '../../shared/messages/opt-out-lists.ts';

type PullRuntime = Pick<Runtime, 'data' | 'queues' | 'logger' | 'now'>;

export interface Pulling {
  readonly lists: OptOutLists;
  /** Waits between two pages: AWS answers one a second. */
  readonly pause: () => Promise<unknown>;
  /** No page is begun after this. */
  readonly until: Instant;
}

/** An opt-out may show in the list some time after its own. */
const LATE_MICROS = 3_600_000_000;

/**
 * Reads a list on from where the run before stopped, and puts what is new since the last whole round on the queue of what arrives. What is not all read in one run goes on in
 * the next; a page that is read twice changes nothing. Returns how many numbers were read, and how many of them were news.
 */
export async function pull(of: ListOf, { lists, pause, until }: Pulling, runtime: PullRuntime) {
  const { data, now } = runtime;
  const known = await readRound(data, of.workspace, of.list);
  let round: Round = known?.token ? known : { since: known?.since ?? instant(0), began: now(), token: null };
  const counts = { read: 0, news: 0 };
  do {
    const { numbers, next } = await pageOf(of, round, lists, runtime);
    const news = numbers.filter(({ at }) => at >= round.since);
    await tell(news, of, runtime);
    counts.read += numbers.length;
    counts.news += news.length;
    const { began, since } = round;
    round =
      next === null
        ? { since: instant(Math.max(0, began - LATE_MICROS)), began, token: null }
        : { since, began, token: next };
    await saveRound(data, of.workspace, of.list, round);
    if (round.token !== null) await pause();
  } while (round.token !== null && now() < until);
  return counts;
}

/** Puts opt-outs on the queue of what arrives, where those count as of their time, once. */
async function tell(news: readonly OptedOut[], { list, workspace }: ListOf, runtime: PullRuntime): Promise<void> {
  const messages = news.flatMap(({ number, at }): InboundMessage[] => {
    const normal = normalizeUrn(`tel:${number}`, null);
    const id = `aws:${list}:${number}:${at}`;
    const said = {
      workspace,
      type: 'stop_contact',
      text: '',
      payload: null,
      at,
      externalId: id,
      seed: id,
      list,
    } as const;
    return normal.ok ? [{ ...said, urn: normal.urn }] : [];
  });
  const wrong = news.length - messages.length;
  if (wrong > 0) runtime.logger.warn('opted-out numbers not understood', { list, wrong });
  if (messages.length > 0) await runtime.queues.send('inbound', messages, workspace);
}

/** A token that AWS does not take any more ends the round: the next run begins another one, with the same opt-outs for news. */
async function pageOf(of: ListOf, round: Round, lists: OptOutLists, { data }: PullRuntime) {
  try {
    return await lists.page(of.list, round.token);
  } catch (error) {
    if (round.token !== null) await saveRound(data, of.workspace, of.list, { ...round, token: null });
    throw error;
  }
}
