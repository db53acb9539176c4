import type { Contact, Tombstone } from '../../shared/domain/contacts/contact.ts';
import type { Showing } from '../../shared/domain/contacts/properties/presentation.ts';
import type { Assets } from '../../shared/domain/workspace.ts';
import { refuse } from '../../shared/lambda/http/errors.ts';
import { type ContactAnswer, KEYS, showContact } from './present.ts';

export interface ContactColumns {
  readonly keys: ReadonlySet<string>;
  /** Keys of single fields; all are shown when `keys` has `fields`. */
  readonly fields: ReadonlySet<string>;
}

/** A contact with only some keys. `version` appears nowhere else; it is what the ETag contains. */
type Row = Partial<ContactAnswer> & { readonly version?: number };

/** Far more than any table needs. */
const MOST = 300;

/** Reads `name,urns,fields.age,version`; 400 for an unknown key. */
export function columnsParam(text: string, { fields }: Pick<Assets, 'fields'>): ContactColumns {
  const names = [...new Set(text.split(',', MOST + 1).map((name) => name.trim()))].filter((name) => name !== '');
  if (names.length > MOST) throw refuse({ code: 'param_too_many', param: 'fields', most: MOST });
  const single = new Set([...fields.keys()].map((key) => `fields.${key}`));
  const unknown = names.find((name) => !(Object.hasOwn(KEYS, name) || name === 'version' || single.has(name)));
  if (unknown !== undefined) throw refuse({ code: 'no_column', column: unknown });
  return {
    keys: new Set(names.filter((name) => !single.has(name))),
    fields: new Set(names.filter((name) => single.has(name)).map((name) => name.slice('fields.'.length))),
  };
}

/** The contact as the API shows it, or only its uuid and the given columns. */
export function showColumns(
  item: Contact | Tombstone,
  columns: ContactColumns | null,
  assets: Assets,
  showing: Showing = {},
): Row {
  const all = showContact(item, assets, showing);
  if (columns === null) return all;
  const { keys, fields } = columns;
  const kept = Object.entries(all).filter(([key]) => key === 'uuid' || keys.has(key));
  const some = Object.entries(all.fields).filter(([key]) => fields.has(key));
  return {
    ...Object.fromEntries(kept),
    ...(fields.size > 0 && !keys.has('fields') && { fields: Object.fromEntries(some) }),
    ...(keys.has('version') && { version: item.version }),
  };
}
