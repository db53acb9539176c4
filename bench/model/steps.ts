/** What ADR 105 and 109 save in Lambda, by processor time measured here in turn with the old code. */
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
