/**
 * How far the stream's function is behind, for all to read.
 *
 *   J#projection   <place>   { by, at, lag }: what one of its processes said last
 *
 * Lambda does not tell a function which shard a batch is of, so each process speaks for the batches that it got. A
 * shard without changes is not behind: nobody speaks for it. A process takes the first place that is free, so there are
 * as many as ever ran at once, and the time at which one spoke last is never lost.
 */
import { randomUUID } from 'node:crypto';
import type { Instant } from '../../domain/instant.ts';
import { FAR_BEHIND } from '../../domain/jobs/hold-back.ts';
import {
  anyOf,
  atMost,
  type Data,
  equals,
  isAbsent,
  type Key,
  type Meter,
  put,
  queryAll,
  write,
} from '../dynamo/index.ts';

const PK = 'J#projection';

interface SaidItem extends Key {
  readonly by: string;
  readonly at: Instant;
  /** Microseconds between the write of a record and its projection: the longest of the last half minute. */
  readonly lag: number;
}

/** A process speaks no more often than this, and a reader looks no more often. */
const EVERY = 5_000_000;
/** One process may get batches of several shards in turn. It tells of the worst for this long. */
const REMEMBERED = 30_000_000;
/** Longer than a batch may take. What was said before says nothing of now, and its place is free. */
const RECENT = 75_000_000;

/** How many places a process tries; Lambda runs fewer at once. */
const PLACES = 100;

interface Voice {
  readonly id: string;
  place: number;
  lag: number;
  lagOn: number;
  saidOn: number;
  said: number;
}

const voices = new WeakMap<Meter, Voice>();

/**
 * Says through which time everything is projected that this process got, unless it said much the same a moment ago. 1
 * write unit every 5 seconds of work.
 * @param onlyNews - speaks only when it has fallen far behind or caught up
 */
export async function sayProjected(data: Data, through: Instant, now: Instant, onlyNews = false): Promise<void> {
  const voice = voices.get(data.meter) ?? { id: randomUUID(), place: 0, lag: 0, lagOn: 0, saidOn: 0, said: 0 };
  voices.set(data.meter, voice);
  const lag = Math.max(0, now - through);
  if (lag >= voice.lag || voice.lagOn <= now - REMEMBERED) [voice.lag, voice.lagOn] = [lag, now];
  const isNews = voice.lag > FAR_BEHIND !== voice.said > FAR_BEHIND;
  if (!isNews && (onlyNews || voice.saidOn > now - EVERY)) return;
  for (let tried = 0; tried < PLACES && !(await takePlace(data, voice, now)); tried++) voice.place++;
  [voice.saidOn, voice.said] = [now, voice.lag];
}

function takePlace(data: Data, { id: by, place, lag }: Voice, now: Instant): Promise<boolean> {
  const item: SaidItem = { pk: PK, sk: String(place % PLACES).padStart(3, '0'), by, at: now, lag };
  return write(data, put('workspace', item, anyOf(isAbsent, equals('by', by), atMost('at', now - RECENT))));
}

interface Heard {
  readonly readOn: Instant;
  /** Of the process that is furthest behind, in microseconds. */
  readonly lag: number;
  /** When one spoke last; 0 when none ever did. */
  readonly last: number;
}

const heard = new WeakMap<Meter, Heard>();

/** A process speaks at most this long before it has projected a write. */
const silentFor = (written: number, last: number): boolean => written > last + 2 * EVERY;

/**
 * Microseconds by which the stream's function is behind. When it says nothing, the time since a write that it should
 * have told of. 0.5 read units, every 5 seconds of a process.
 * @param unheard - a write to contacts, see `unheardSince`; null for none
 */
export async function projectionLag(data: Data, unheard: Instant | null, now: Instant): Promise<number> {
  let known = heard.get(data.meter);
  if (known === undefined || known.readOn <= now - EVERY || known.readOn > now) {
    known = await listen(data, now);
    heard.set(data.meter, known);
  }
  return Math.max(known.lag, unheard !== null && silentFor(unheard, known.last) ? now - unheard : 0);
}

/**
 * The first write since the stream's function was heard, after one more: `now` when it has spoken since `unheard`, as
 * far as this process knows.
 */
export const unheardSince = (data: Data, unheard: Instant | null, now: Instant): Instant =>
  unheard !== null && silentFor(unheard, heard.get(data.meter)?.last ?? 0) ? unheard : now;

async function listen(data: Data, now: Instant): Promise<Heard> {
  const found = { lag: 0, last: 0 };
  for await (const { at, lag } of queryAll<SaidItem>(data, { table: 'workspace', partition: PK })) {
    // What was said in the future, by a clock that was set back, says nothing of now.
    if (at > now + RECENT) continue;
    found.last = Math.max(found.last, at);
    if (at > now - RECENT) found.lag = Math.max(found.lag, lag);
  }
  return { readOn: now, ...found };
}
