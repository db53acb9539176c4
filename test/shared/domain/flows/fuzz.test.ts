import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newBudget, TooCostlyError } from '../../../../shared/domain/flows/template/budget.ts';
import { templateScopeOf } from '../../../../shared/domain/flows/template/context.ts';
import { FUNCTIONS } from '../../../../shared/domain/flows/template/library/index.ts';
import { TOP_LEVELS } from '../../../../shared/domain/flows/template/names.ts';
import { readTemplate, renderTemplate, type Template } from '../../../../shared/domain/flows/template/template.ts';
import difficult from '../../../cases/flows/difficult-values.json' with { type: 'json' };
import { runs } from '../../../support/property/runs.ts';
import { step } from './step.ts';

/** Values that are difficult for some function. */
const ATOMS = [...difficult, ...TOP_LEVELS];

const expressions = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...ATOMS),
    fc
      .tuple(fc.constantFrom(...FUNCTIONS.keys()), fc.array(tie('expression'), { maxLength: 4 }))
      .map(([name, values]) => `${name}(${values.join(', ')})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('+', '-', '*', '/', '^', '&', '=', '<', '>='), tie('expression'))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
  ),
})).expression;

/** Rendered within a run's budget of work; a template that takes more gives nothing, as its run does. */
function rendered(template: Template): ReturnType<typeof renderTemplate> {
  try {
    return renderTemplate(template, templateScopeOf({ ...step, budget: newBudget() }));
  } catch (error) {
    if (error instanceof TooCostlyError) return { text: '', errors: [] };
    throw error;
  }
}

describe('any input', () => {
  it('an expression gives a text or an error, and never breaks the run', () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        const { template, problems } = readTemplate(`@(${expression})`);
        // Only a literal pattern that is not a regular expression is refused.
        expect(problems.filter(({ code }) => code !== 'flow_pattern')).toEqual([]);
        const { text, errors } = rendered(template);
        expect(text.length).toBeLessThanOrEqual(10_000);
        expect(text.isWellFormed()).toBe(true);
        expect(errors.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: runs(3_000) },
    );
  });

  it('a template is read or refused', () => {
    const text = fc.array(
      fc.constantFrom('@', '(', ')', '"', '\\', '.', 'contact', 'name', ' ', '1', '+', ',', '=>', '[', 'é'),
    );
    fc.assert(
      fc.property(text, (pieces) => {
        const { template } = readTemplate(pieces.join(''));
        renderTemplate(template, templateScopeOf(step));
      }),
      { numRuns: runs(3_000) },
    );
  });

  it('text without an @ is not changed', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('@')),
        (text) => {
          expect(renderTemplate(readTemplate(text).template, templateScopeOf(step))).toEqual({ text, errors: [] });
        },
      ),
    );
  });
});
