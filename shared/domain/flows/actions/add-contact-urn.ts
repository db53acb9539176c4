import * as z from 'zod/mini';
import { formatUrn, identityOf, normalizeUrn } from '../../contacts/urns.ts';
import { error, modify, textAt } from '../effects.ts';
import type { Effect, RunStep } from '../flow.ts';
import { defineAction, templateOf } from './action.ts';

const schema = z.looseObject({ scheme: z.string().check(z.minLength(1)), path: templateOf(1_000) });

/**
 * `{"scheme":"mailto","path":"@results.email"}`. Unlike other actions it goes on with what is left of the path when an
 * expression fails, and it sets `@locals._has_urn` to whether the contact has the address afterwards (TextIt 8.4).
 */
export const addContactUrn = defineAction(schema, ({ scheme, path }, compile) => {
  const template = compile(path);
  return (step) => {
    const { text, errors } = textAt(step, template);
    if (text === '') return [...errors, error("Can't add URN with empty path"), hasUrn(false)];
    return [...errors, ...append(step, formatUrn({ scheme, path: text }))];
  };
});

/** Whether the address is already another's is known before it is tried, since that is part of the run's options. */
function append(step: RunStep, urn: string): readonly Effect[] {
  const normal = normalizeUrn(urn, step.assets.settings.country);
  const own = normal.ok && !step.taken.has(identityOf(normal.urn));
  return [modify({ type: 'urns', urns: [urn], modification: 'append' }), hasUrn(own)];
}

const hasUrn = (has: boolean): Effect => ({ type: 'local', name: '_has_urn', value: String(has) });
