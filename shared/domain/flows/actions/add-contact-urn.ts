import * as z from 'zod/mini';
import { formatUrn, identityOf, normalizeUrn } from '../../contacts/urns.ts';
import { error, modify, textAt } from '../effects.ts';
import type { Effect, RunStep } from '../flow.ts';
import { defineAction, templateOf } from './action.ts';

const schema = z.looseObject({ scheme: z.string().check(z.minLength(1)), path: templateOf(1_000) });

/**
 * `{"scheme":"mailto","path":"@results.email"}`. When an expression fails it uses what is left of the path. It sets
 * `@locals._has_urn` to whether the contact has the address afterwards (TextIt 8.4).
 */
export const addContactUrn = defineAction(schema, ({ scheme, path }, compile) => {
  const template = compile(path);
  return (step) => {
    const { text, errors } = textAt(step, template);
    if (text === '') return [...errors, error("Can't add URN with empty path"), hasUrn(false)];
    return [...errors, ...append(step, formatUrn({ scheme, path: text }))];
  };
});

/** The run's options say whether the address belongs to another contact, so this is known before it is tried. */
function append(step: RunStep, urn: string): readonly Effect[] {
  const normal = normalizeUrn(urn, step.assets.settings.country);
  const own = normal.ok && !step.taken.has(identityOf(normal.urn));
  return [modify({ type: 'urns', urns: [urn], modification: 'append' }), hasUrn(own)];
}

const hasUrn = (has: boolean): Effect => ({ type: 'local', name: '_has_urn', value: String(has) });
