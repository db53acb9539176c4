import { expect, it } from 'vitest';
import { EXCEPTIONS, excess, INVOCATIONS } from '../../bench/model/lambda.ts';
import { functionsOf, processorOf, WORKS_MEASURED } from '../../bench/model/processor.ts';

/** Milliseconds a unit below which a function is left out of the model. */
const LITTLE = 0.08;

const functions = [...new Set(INVOCATIONS.map(({ fn }) => fn))];

/** The invocation of a function that has most to do. */
const heaviest = (fn: string) => {
  const [first, ...others] = INVOCATIONS.filter((one) => one.fn === fn);
  if (first === undefined) throw new Error(fn);
  const work = ({ units, work }: (typeof INVOCATIONS)[number]) => units * processorOf(fn, work);
  return others.reduce((most, one) => (work(one) > work(most) ? one : most), first);
};

it.each(functions.filter((fn) => !(fn in EXCEPTIONS)))('%s has memory within a third of the best cost × time', (fn) => {
  expect(excess(heaviest(fn))).toBeLessThan(4 / 3);
});

it.each(Object.keys(EXCEPTIONS))('%s is an exception only while it needs to be', (fn) => {
  expect(excess(heaviest(fn))).toBeGreaterThanOrEqual(4 / 3);
});

it('has every function that takes much of a contact, request or message', () => {
  const much = WORKS_MEASURED.flatMap((work) =>
    functionsOf(work).flatMap(([fn, ms]) => (ms < LITTLE ? [] : [`${fn}, ${work.name}`])),
  );
  expect(INVOCATIONS.map(({ fn, work }) => `${fn}, ${work}`)).toEqual(expect.arrayContaining(much));
});
