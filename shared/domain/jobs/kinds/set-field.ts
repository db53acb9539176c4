import * as z from 'zod/mini';
import type { FieldKey } from '../../ids.ts';
import { text } from '../../schema.ts';
import { skipped } from '../../selection/verdict.ts';
import { FIELD } from '../../text-forms.ts';
import { type DeclaredKind, publicBody } from './kind.ts';

/** Gives a field one value, or none. The value is in the job's parameters, because it may identify people. */
interface SetField {
  readonly type: 'set_field';
  readonly field: FieldKey;
}

/** As in `contacts.json`; null or an empty text clears. */
const value = z.nullable(text({ blank: true, max: 100_000 }));

export const setField: DeclaredKind<SetField> = {
  type: 'set_field',
  body: publicBody({
    fields: { key: text({ max: 255, form: FIELD }), value },
    work({ key, value: given }, { fields }) {
      const field = key as FieldKey;
      if (!fields.has(field)) return { field: 'key', problem: { code: 'no_such_field', key } };
      return { work: { type: 'set_field', field }, params: { value: given } };
    },
    previewFirst: null,
  }),
  operation: {
    type: 'modify',
    takesParams: () => true,
    modifiers(_, { work: { field } }, { assets, params }) {
      if (!assets.fields.has(field)) return skipped('field_missing');
      const { value: set } = params as { readonly value: string | null };
      return [{ type: 'field', field, value: set }];
    },
  },
  does: () => 'set_field',
  target: ({ field }) => ({ field }),
  refuseUndo: null,
  steeredBy: 'writers',
};
