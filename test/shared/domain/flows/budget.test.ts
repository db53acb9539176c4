import { describe, expect, it } from 'vitest';
import type { RunOptions } from '../../../../shared/domain/flows/flow.ts';
import { runFlow } from '../../../../shared/domain/flows/run.ts';
import { newBudget } from '../../../../shared/domain/flows/template/budget.ts';
import { templateScopeOf } from '../../../../shared/domain/flows/template/context.ts';
import { readTemplate, renderTemplate } from '../../../../shared/domain/flows/template/template.ts';
import cases from '../../../cases/domain/flows/budget.json' with { type: 'json' };
import { assets, change, contactOf, now } from '../contacts/world.ts';
import { actionsFlow, flowOf } from './fragment.ts';
import { step } from './step.ts';

const options: RunOptions = { assets, params: null, now, random: () => 0, change, taken: new Set() };
const bob = contactOf({ name: 'Bob', groups: ['Testers'] });

/** What a template leaves of a new budget, and its text. */
function spending(template: string): { readonly steps: number; readonly text: string } {
  const budget = newBudget();
  const { left } = budget;
  const { text } = renderTemplate(readTemplate(template).template, templateScopeOf({ ...step, budget }));
  return { steps: left - budget.left, text };
}

const named = (name: string) => flowOf(actionsFlow([{ type: 'set_contact_name', name }]));

const nested = (depth: number): string =>
  Array.from({ length: depth }).reduce<string>((inner) => `foreach(array(1, 2, 3, 4), (x) => ${inner})`, '1');

describe('a run that takes too much work', () => {
  it.each([
    ['functions within functions', `@(${nested(9)})`],
    ['long texts read again and again', `@(foreach(split(repeat("a ", 4000)), (x) => text_length(repeat("b", 9999))))`],
    [
      'patterns over long texts',
      `@(foreach(split(repeat("a ", 4000)), (x) => has_pattern(repeat("b", 9999), "(b|c)*d")))`,
    ],
  ])('because of %s fails alone, and its contact stays as it was', (_, name) => {
    const run = runFlow(named(name), bob, options);
    expect(run).toMatchObject({ status: 'failed', failure: 'too_costly' });
    expect(run.events).toEqual([{ type: 'failure', text: 'The run takes too much work' }]);
    expect(run.contact).toBe(bob);
  });

  it('counts all templates of the run together', () => {
    const costly = { type: 'set_contact_name', name: `@(${nested(7)})` };
    expect(runFlow(flowOf(actionsFlow([costly])), bob, options).status).toBe('completed');
    expect(runFlow(flowOf(actionsFlow(Array(9).fill(costly))), bob, options).failure).toBe('too_costly');
  });
});

describe('work is metered', () => {
  it('by the length of what a function reads', () => {
    expect(spending('@(upper("abc"))').steps).toBeLessThan(10);
    expect(spending('@(upper(repeat("x", 9000)))').steps).toBeGreaterThan(500);
  });

  it('and by the length of a pattern', () => {
    const short = spending('@(regex_match(repeat("x", 9000), "y"))').steps;
    expect(spending(`@(regex_match(repeat("x", 9000), "${'y?'.repeat(200)}z"))`).steps).toBeGreaterThan(5 * short);
  });
});

describe('text is always well-formed', () => {
  it.each(cases.costly)('%s', (template, text) => {
    expect(spending(template).text).toBe(text);
  });

  it('when an output is cut within a character', () => {
    const { text } = spending(`x@(repeat("😀", 4000))@(repeat("😀", 4000))`);
    expect(text.length).toBeLessThanOrEqual(10_000);
    expect(text.isWellFormed()).toBe(true);
  });
});
