import { contradicts, tooLong } from '../../cells/cell.ts';
import type { FieldKey } from '../../ids.ts';
import { fieldNameError, nameKey } from '../../workspace-names.ts';
import { VALUE_LIMIT } from '../fields.ts';
import { type Imported, TARGETS_ONLY, value } from './imported.ts';

interface FieldsPart {
  /** By name. */
  fields: Record<string, string | null>;
}

interface SetField {
  readonly type: 'field';
  readonly field: FieldKey;
  readonly value: string | null;
}

/** Fields that the workspace does not have (any more) are left out. */
export const importedFields: Imported<'field', FieldsPart, SetField> = {
  ...TARGETS_ONLY,
  blank: () => ({ fields: Object.create(null) }),
  targets: {
    field: {
      ...value<FieldsPart>([], ({ fields }, { text, clears }, _, given) => {
        const said = clears ? null : text;
        const name = Object.keys(fields).find((one) => nameKey(one) === nameKey(given)) ?? given;
        if (name in fields && fields[name] !== said) return contradicts(text);
        fields[name] = said;
        return tooLong(said ?? '', VALUE_LIMIT);
      }),
      about: {
        names: {},
        problem(name) {
          const why = fieldNameError(name);
          return why && { code: 'no_field_name', name, why };
        },
      },
    },
  },
  modifiers: ({ fields }, _, { names }) =>
    Object.entries(fields).flatMap(([name, said]) => {
      const field = names.field(name);
      return field === undefined ? [] : [{ type: 'field', field: field.key, value: said }];
    }),
};
