import * as z from 'zod/mini';
import { withText } from '../effects.ts';
import { defineAction, templateOf } from './action.ts';

const schema = z.looseObject({
  name: z.string().check(z.minLength(1), z.maxLength(64)),
  value: templateOf(10_000),
  category: z._default(z.string().check(z.maxLength(64)), ''),
});

/** `{"name":"Age","value":"@fields.age","category":"Known"}`: afterwards `@results.age`. */
export const setRunResult = defineAction(
  schema,
  ({ name, value, category }, compile) => {
    const template = compile(value);
    return (step) => withText(step, template, (text) => [{ type: 'result', result: { name, value: text, category } }]);
  },
  ({ name, category }) => ({ name, categories: category === '' ? [] : [category] }),
);
