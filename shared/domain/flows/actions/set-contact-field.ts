import * as z from 'zod/mini';
import type { FieldKey } from '../../ids.ts';
import { missing, modify, withText } from '../effects.ts';
import { defineAction, templateOf } from './action.ts';

const schema = z.looseObject({
  field: z.looseObject({ key: z.string().check(z.minLength(1)), name: z.optional(z.string()) }),
  value: z._default(templateOf(10_000), ''),
});

/** `{"field":{"key":"age","name":"Age"},"value":"@results.age"}`: empty clears. */
export const setContactField = defineAction(schema, ({ field, value }, compile) => {
  const key = field.key as FieldKey;
  const template = compile(value);
  return (step) => {
    if (!step.assets.fields.has(key)) return [missing('field', key, field.name ?? '')];
    return withText(step, template, (text) => [modify({ type: 'field', field: key, value: text })]);
  };
});
