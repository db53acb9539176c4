import * as z from 'zod/mini';
import { STATUSES, type Status } from '../../contacts/contact.ts';
import { languageError } from '../../contacts/languages.ts';
import type { FieldKey } from '../../ids.ts';
import { says } from '../../schema.ts';
import { truncate } from '../../text/truncate.ts';
import { error, missing, modify, withText } from '../effects.ts';
import { defineAction, templateOf } from './action.ts';

const nameSchema = z.looseObject({ name: z._default(templateOf(1_000), '') });

/** `{"name":"@(title(results.name))"}`: empty clears. */
export const setContactName = defineAction(nameSchema, (action, compile) => {
  const template = compile(action.name);
  return (step) => withText(step, template, (name) => [modify({ type: 'name', name })]);
});

const languageSchema = z.looseObject({ language: z._default(templateOf(1_000), '') });

/** `{"language":"fra"}`: a template. Empty clears; no ISO 639-3 code is an error event (TextIt 1.5). */
export const setContactLanguage = defineAction(languageSchema, (action, compile) => {
  const template = compile(action.language);
  return (step) =>
    withText(step, template, (text) => {
      const wrong = text === '' ? null : languageError(text);
      return [wrong === null ? modify({ type: 'language', language: text.toLowerCase() }) : error(wrong)];
    });
});

const statusSchema = z.looseObject({
  status: z.custom<Status>((text) => STATUSES.some((status) => status === text), {
    error: says({ code: 'flow_field_not_one', field: 'status', kind: 'contact status' }),
  }),
});

/** `{"status":"archived"}`, no template. Who opted out becomes active only if the workspace lets flows do that. */
export const setContactStatus = defineAction(statusSchema, ({ status }) => {
  const simply = [modify({ type: 'status', status })];
  if (status !== 'active') return () => simply;
  return ({ assets, flow }) =>
    assets.settings.flowsMayOptIn
      ? [modify({ type: 'status', status, reason: `Flow: ${truncate(flow.name, 100)}` })]
      : simply;
});

const fieldSchema = z.looseObject({
  field: z.looseObject({ key: z.string().check(z.minLength(1)), name: z.optional(z.string()) }),
  value: z._default(templateOf(10_000), ''),
});

/** `{"field":{"key":"age","name":"Age"},"value":"@results.age"}`: empty clears. */
export const setContactField = defineAction(fieldSchema, ({ field, value }, compile) => {
  const key = field.key as FieldKey;
  const template = compile(value);
  return (step) => {
    if (!step.assets.fields.has(key)) return [missing('field', key, field.name ?? '')];
    return withText(step, template, (text) => [modify({ type: 'field', field: key, value: text })]);
  };
});
