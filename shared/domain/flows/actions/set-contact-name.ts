import * as z from 'zod/mini';
import { modify, withText } from '../effects.ts';
import { defineAction, templateOf } from './action.ts';

const schema = z.looseObject({ name: z._default(templateOf(1_000), '') });

/** `{"name":"@(title(results.name))"}`: empty clears. */
export const setContactName = defineAction(schema, (action, compile) => {
  const template = compile(action.name);
  return (step) => withText(step, template, (name) => [modify({ type: 'name', name })]);
});
