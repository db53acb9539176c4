import * as z from 'zod/mini';
import { withText } from '../effects.ts';
import { translated } from '../localization.ts';
import { uuidSchema } from '../schema.ts';
import { defineAction, templateOf } from './action.ts';

const schema = z.looseObject({
  uuid: uuidSchema,
  name: z.string().check(z.minLength(1), z.maxLength(64)),
  value: templateOf(10_000),
  category: z._default(z.string().check(z.maxLength(64)), ''),
});

/** `{"name":"Age","value":"@fields.age","category":"Known"}`: sets `@results.age`. The category may be translated. */
export const setRunResult = defineAction(
  schema,
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
