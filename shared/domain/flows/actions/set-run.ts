import * as z from 'zod/mini';
import { add, formatDecimal, parseDecimal, ZERO } from '../../template-values/decimal.ts';
import { error, withText } from '../effects.ts';
import type { Effect, Locals } from '../flow.ts';
import { translated } from '../localization.ts';
import { uuidSchema } from '../schema.ts';
import { defineAction, templateOf } from './action.ts';

const resultSchema = z.looseObject({
  uuid: uuidSchema,
  name: z.string().check(z.minLength(1), z.maxLength(64)),
  value: templateOf(10_000),
  category: z._default(z.string().check(z.maxLength(64)), ''),
});

/** `{"name":"Age","value":"@fields.age","category":"Known"}`: sets `@results.age`. The category may be translated. */
export const setRunResult = defineAction(
  resultSchema,
  ({ uuid: action, name, value, category }, compile, localization) => {
    const template = compile(value);
    return (step) =>
      withText(step, template, (text) => {
        const local = category === '' ? undefined : translated(step, localization, action, 'category');
        const result = { name, value: text, category, ...(local !== undefined && { category_localized: local }) };
        return [{ type: 'result', result }];
      });
  },
  ({ name, category }) => ({ name, categories: category === '' ? [] : [category] }),
);

const localSchema = z.looseObject({
  local: z.string().check(z.regex(/^[a-z_][a-z0-9_]{0,63}$/)),
  value: z._default(templateOf(10_000), ''),
  operation: z._default(z.enum(['set', 'increment', 'clear']), 'set'),
});

/** `{"local":"tries","value":"1","operation":"set|increment|clear"}`: sets `@locals.tries` until the run ends. */
export const setRunLocal = defineAction(localSchema, ({ local, value, operation }, compile) => {
  if (operation === 'clear') return () => [setLocal(local, null)];
  const template = compile(value);
  return (step) =>
    withText(step, template, (text) => [
      operation === 'set' ? setLocal(local, text) : increment(step.locals, local, text),
    ]);
});

const setLocal = (name: string, value: string | null): Effect => ({ type: 'local', name, value });

/** A local that is missing or not a number counts from 0. */
function increment(locals: Locals, name: string, by: string): Effect {
  const step = parseDecimal(by);
  if (step === null) return error(`Can't increment local '${name}' by '${by}', which is not a number`);
  const present = Object.hasOwn(locals, name) ? parseDecimal(locals[name] ?? '') : null;
  return setLocal(name, formatDecimal(add(present ?? ZERO, step)));
}
