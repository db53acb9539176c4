import * as z from 'zod/mini';
import type { Modifier } from '../../contacts/modifiers/modifier.ts';
import type { Effect, Perform, Step } from '../flow.ts';
import { issueText } from '../problem.ts';
import { readTemplate, type Template } from '../template/template.ts';

/** Makes a template of an action or router ready; what is wrong with it is noted as a problem of the flow. */
export type Compile = (source: string) => Template;

export type ActionReading =
  | { readonly ok: true; readonly perform: Perform }
  | { readonly ok: false; readonly problems: readonly string[] };

export type ActionReader = (json: unknown) => ActionReading;

/** An action type: the shape of its JSON, and how one of that shape is made ready to run. */
export function defineAction<S extends z.ZodMiniType>(
  schema: S,
  prepare: (action: z.output<S>, compile: Compile) => Perform,
): ActionReader {
  return (json) => {
    const parsed = schema.safeParse(json);
    if (!parsed.success) return { ok: false, problems: parsed.error.issues.map(issueText) };
    const problems: string[] = [];
    const perform = prepare(parsed.data, compiler(problems));
    return problems.length > 0 ? { ok: false, problems } : { ok: true, perform };
  };
}

/** A compile function that collects what it finds wrong. */
export const compiler =
  (problems: string[]): Compile =>
  (source) => {
    const read = readTemplate(source);
    problems.push(...read.problems);
    return read.template;
  };

/** A template of at most so many characters; longer ones are refused at import, as TextIt does. */
export const templateOf = (limit: number) => z.string().check(z.maxLength(limit));

export const modify = (modifier: Modifier): Effect => ({ type: 'modify', modifier });

export const error = (text: string, code?: string, extra?: Readonly<Record<string, string>>): Effect => ({
  type: 'event',
  event: { type: 'error', text, ...(code !== undefined && { code }), ...(extra !== undefined && { extra }) },
});

/** The effects for a rendered template, trimmed; an expression that failed is reported and skips the action (TextIt 8.4). */
export function withText(step: Step, template: Template, use: (text: string) => readonly Effect[]): readonly Effect[] {
  const { text, errors } = step.render(template);
  return errors.length > 0 ? errors.map((event): Effect => ({ type: 'event', event })) : use(text.trim());
}

/** TextIt 8.6: something the flow names is not in the workspace (any more). */
export const missing = (type: 'field' | 'group', identity: string, name: string): Effect =>
  error(
    `Missing dependency: ${type}[${type === 'field' ? 'key' : 'uuid'}=${identity},name=${name}]`,
    'dependency:missing',
    { type, identity },
  );
