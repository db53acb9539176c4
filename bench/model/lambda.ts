/** What functions cost in Lambda with each memory, by processor time measured here, and which memory fits (ADR 105). */
import { FEATURES } from '../../infra/features/index.ts';
import prices from '../../shared/domain/costs/prices.ts';
import { GB_A_PROCESSOR } from '../../shared/domain/costs/work.ts';
import { table, whole } from '../support/table.ts';
import { processorOf, WORKS_MEASURED } from './processor.ts';

interface Invocation {
  readonly fn: string;
  /** Of `processor.json`. */
  readonly work: string;
  /** What one invocation does, and how many contacts, requests or messages that is. */
  readonly does: string;
  readonly units: number;
  /** Milliseconds for which it waits: not measured but assumed, 4 for a call to DynamoDB, 10 for a batch or SQS. */
  readonly waits: number;
}

const [BULK, START, CHANGE, INCOMING] = WORKS_MEASURED.map(({ name }) => name) as [string, string, string, string];
const SLICE = { does: 'a slice of 500', units: 500, waits: 150 };
const PAGE = { does: 'a page of 500', units: 500, waits: 40 };
const BATCH = { does: 'a batch of 200', units: 200, waits: 40 };
const SMALL_BATCH = { does: 'a batch of 20', units: 20, waits: 30 };

/** Each function that takes part of a contact, request or message; a test asks for those that are missing. */
export const INVOCATIONS: readonly Invocation[] = [
  { fn: 'jobs-select', work: BULK, ...PAGE },
  { fn: 'jobs-work', work: BULK, ...SLICE },
  { fn: 'project', work: BULK, ...BATCH },
  { fn: 'jobs-select', work: START, ...PAGE },
  { fn: 'jobs-work', work: START, ...SLICE },
  { fn: 'project', work: START, ...BATCH },
  { fn: 'contacts', work: CHANGE, does: 'a request', units: 1, waits: 8 },
  { fn: 'project', work: CHANGE, ...SMALL_BATCH },
  { fn: 'inbound', work: INCOMING, does: 'a request', units: 1, waits: 10 },
  { fn: 'inbound-take', work: INCOMING, does: 'four messages together', units: 4, waits: 30 },
  { fn: 'project', work: INCOMING, ...SMALL_BATCH },
];

/** Why a function has other memory than fits. */
export const EXCEPTIONS: Readonly<Record<string, string>> = {
  contacts: 'its searches keep columns of snapshots, a gigabyte of a million contacts (ADR 007)',
};

const MILLION = 1_000_000;
/** Megabytes with which Lambda gives a whole processor: more makes nothing faster that has one thread. */
const WHOLE = GB_A_PROCESSOR * 1_000;
const SIZES = [128, 256, 512, 1_024, WHOLE, 3_008];
const MB_A_GB = 1_024;

/** Milliseconds of processor time of an invocation. */
const works = ({ fn, work, units }: Invocation): number => units * processorOf(fn, work);

/**
 * Milliseconds of an invocation with so much memory: the sum of waiting and work. A function works between its calls,
 * and most of its calls need the answer of another, so little of its work is done while it waits.
 */
export const lasts = (one: Invocation, memory: number): number => one.waits + works(one) * Math.max(1, WHOLE / memory);

/** Where cost times time is least: half of the time is work, but no more than one processor. */
export const fittingMemory = (one: Invocation): number => Math.min(WHOLE, (WHOLE * works(one)) / one.waits);

/** The feature's own memory: sizes are in no second list. */
export function memoryOf(fn: string): number {
  const feature = FEATURES.find(({ name }) => name === fn);
  if (feature === undefined) throw new Error(`No function has the name ${fn}`);
  return feature.memory;
}

/** Cost times time with the function's memory, of what it is where that is least. */
export function excess(one: Invocation): number {
  const of = (memory: number): number => memory * lasts(one, memory) ** 2;
  return of(memoryOf(one.fn)) / of(fittingMemory(one));
}

/** Seconds of Lambda, and dollars with its requests, for a million. */
export function priceOfMillion(
  one: Invocation,
  memory: number,
): { readonly seconds: number; readonly dollars: number } {
  const calls = MILLION / one.units;
  const seconds = (calls * lasts(one, memory)) / 1_000;
  return {
    seconds,
    dollars: seconds * (memory / MB_A_GB) * prices.functionGbSecond + calls * prices.functionCall,
  };
}

const dollarsOf = (dollars: number): string => `$${dollars.toFixed(3)}`;

/** Each step of a million of each work, with each memory, and as it is. */
export const lambdaTable = (): string =>
  table([
    ['a million, in Lambda', 'processor, s', ...SIZES.map((size) => `${whole(size)} MB`), 'it has', 'costs'],
    ...WORKS_MEASURED.flatMap(({ name, unit }) => {
      const steps = INVOCATIONS.filter(({ work }) => work === name);
      const own = steps.map((one) => priceOfMillion(one, memoryOf(one.fn)).dollars);
      const processor = steps.reduce((sum, { fn, work }) => sum + processorOf(fn, work), 0);
      return [
        ...steps.map((one, i) => [
          `\`${one.fn}\`, ${one.does}`,
          whole(processorOf(one.fn, one.work) * 1_000),
          ...SIZES.map((size) => {
            const { seconds, dollars } = priceOfMillion(one, size);
            return `${whole(seconds)} s, ${dollarsOf(dollars)}`;
          }),
          `${whole(memoryOf(one.fn))} MB`,
          dollarsOf(own[i] ?? 0),
        ]),
        [
          `**${name}: a million ${unit}s**`,
          whole(processor * 1_000),
          ...[...SIZES, 0].map(() => ''),
          `**${dollarsOf(own.reduce((sum, one) => sum + one, 0))}**`,
        ],
      ];
    }),
  ]);

/** By which the memory of each function was chosen. */
export const memoryTable = (): string =>
  table([
    ['', 'works, ms', 'waits, ms', 'memory, MB', 'lasts, ms', 'fits best, MB', 'cost × time, of the best'],
    ...INVOCATIONS.map((one) => [
      `\`${one.fn}\`: ${one.does} (${one.work.split(',')[0]})`,
      works(one).toFixed(1),
      ...[one.waits, memoryOf(one.fn), lasts(one, memoryOf(one.fn)), fittingMemory(one)].map((number) => whole(number)),
      `${excess(one).toFixed(2)}${one.fn in EXCEPTIONS ? ` (${EXCEPTIONS[one.fn]})` : ''}`,
    ]),
  ]);
