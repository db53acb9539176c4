/** What ADR 105 and 109 save in Lambda, and which memory fits a function, by processor time measured here. */
import prices from '../../shared/domain/costs/prices.ts';
import { GB_A_PROCESSOR } from '../../shared/domain/costs/work.ts';
import { table } from '../support/table.ts';

interface Step {
  readonly what: string;
  /** Milliseconds of processor time of the function, in turn with the old code (`npm run bench -- profile`). */
  readonly before: number;
  readonly after: number;
}

const MILLION = 1_000_000;

/** Functions alone: a deployment has no runner. */
export const STEPS: readonly Step[] = [
  { what: 'a contact of a bulk change of status: `jobs-work`', before: 1.27, after: 0.33 },
  { what: 'a contact of a flow start: `jobs-work`', before: 1.32, after: 0.35 },
  { what: 'a contact of either: `project`', before: 0.32, after: 0.26 },
  { what: 'a change of one contact: `contacts`', before: 6.72, after: 5.45 },
  { what: 'an incoming message of eight clients: `inbound-take`', before: 6.45, after: 1.24 },
];

/** The seconds of a whole processor, and dollars, that a million of them take less. */
export const savedByStep = ({ before, after }: Step): { readonly seconds: number; readonly dollars: number } => {
  const seconds = ((before - after) * MILLION) / 1_000;
  return { seconds, dollars: seconds * GB_A_PROCESSOR * prices.functionGbSecond };
};

export const stepsTable = (): string =>
  table([
    ['milliseconds of processor time of a function', 'before', 'after', 'a million takes less', 'and costs less'],
    ...STEPS.map((step) => {
      const { seconds, dollars } = savedByStep(step);
      return [
        step.what,
        ...[step.before, step.after].map((ms) => ms.toFixed(2)),
        `${Math.round(seconds).toLocaleString('en')} seconds`,
        `$${dollars.toFixed(3)}`,
      ];
    }),
  ]);

interface Invocation {
  readonly what: string;
  /** Milliseconds of processor time here, and of waiting: 4 for a call in AWS, 10 for a batch, some at once. */
  readonly works: number;
  readonly waits: number;
  /** Megabytes now. */
  readonly memory: number;
}

/** Megabytes with which Lambda gives a whole processor: more makes nothing faster that has one thread. */
const WHOLE = GB_A_PROCESSOR * 1_000;

export const INVOCATIONS: readonly Invocation[] = [
  { what: '`jobs-work`: a slice of 500', works: 165, waits: 150, memory: 1_769 },
  { what: '`jobs-select`: a page of 500', works: 75, waits: 40, memory: 1_024 },
  { what: '`project`: a batch of 200', works: 55, waits: 40, memory: 1_024 },
  { what: '`inbound-take`: a message alone', works: 6, waits: 20, memory: 512 },
  { what: '`inbound`: a request', works: 5, waits: 10, memory: 512 },
];

/** Milliseconds with so much memory, by which Lambda gives its part of a processor. */
export const lasts = ({ works, waits }: Invocation, memory: number): number =>
  waits + works * Math.max(1, WHOLE / memory);

/** Where cost times time is least: half of the time is work, but no more than one processor. */
export const fittingMemory = ({ works, waits }: Invocation): number => Math.min(WHOLE, (WHOLE * works) / waits);

/** Cost times time, of what it is where that is least. */
const excess = (one: Invocation): number => {
  const of = (memory: number): number => memory * lasts(one, memory) ** 2;
  return of(one.memory) / of(fittingMemory(one));
};

export const memoryTable = (): string =>
  table([
    ['', 'works, ms', 'waits, ms', 'memory, MB', 'lasts, ms', 'fits best, MB', 'cost × time, of the best'],
    ...INVOCATIONS.map((one) => [
      one.what,
      ...[one.works, one.waits, one.memory, lasts(one, one.memory), fittingMemory(one)].map((number) =>
        String(Math.round(number)),
      ),
      excess(one).toFixed(2),
    ]),
  ]);
