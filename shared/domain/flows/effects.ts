import type { Modifier } from '../contacts/modifiers/modifier.ts';
import type { Value } from '../template-values/value.ts';
import type { Effect, RunError, RunStep } from './flow.ts';
import { templateScopeOf } from './template/context.ts';
import { type ExpressionError, evaluateTemplate, renderTemplate, type Template } from './template/template.ts';

export const modify = (modifier: Modifier): Effect => ({ type: 'modify', modifier });

export const error = (text: string, code?: RunError['code'], extra?: RunError['extra']): Effect => ({
  type: 'event',
  event: { type: 'error', text, ...(code !== undefined && { code }), ...(extra !== undefined && { extra }) },
});

const expressionError = ({ expression, text }: ExpressionError): Effect =>
  error(`Error evaluating expression: ${text}`, 'expression', { expression });

/** A template's text at a step, trimmed, and an `error` event for each failed expression. */
export function textAt(
  step: RunStep,
  template: Template,
): { readonly text: string; readonly errors: readonly Effect[] } {
  const { text, errors } = renderTemplate(template, templateScopeOf(step));
  return { text: text.trim(), errors: errors.map(expressionError) };
}

export function valueAt(
  step: RunStep,
  template: Template,
): { readonly value: Value; readonly errors: readonly Effect[] } {
  const { value, errors } = evaluateTemplate(template, templateScopeOf(step));
  return { value, errors: errors.map(expressionError) };
}

/** The effects of a template's text. A failed expression skips the action and leaves only errors (TextIt 8.4). */
export function withText(
  step: RunStep,
  template: Template,
  use: (text: string) => readonly Effect[],
): readonly Effect[] {
  const { text, errors } = textAt(step, template);
  return errors.length > 0 ? errors : use(text);
}

/** The flow names something that the workspace does not have (any more). */
export const missing = (type: 'field' | 'group', identity: string, name: string): Effect =>
  error(
    `Missing dependency: ${type}[${type === 'field' ? 'key' : 'uuid'}=${identity},name=${name}]`,
    'dependency:missing',
    {
      type,
      identity,
    },
  );
