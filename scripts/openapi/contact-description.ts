import { EACH } from '../../shared/domain/contacts/properties/index.ts';
import { ADDED_TYPES } from '../../shared/domain/contacts/queryable.ts';
import { COLUMN_NAMES, HEADERS } from '../../shared/domain/exports/columns.ts';
import { SIMPLE_TARGETS } from '../../shared/domain/imports/target.ts';
import { SORT_KEYS } from '../../shared/domain/search/sort.ts';

const LABELS = new Map(
  EACH.flatMap(({ label, import: imported }) => Object.keys(imported?.targets ?? {}).map((name) => [name, label])),
);

/** What clients can offer about contacts, with English labels: part of the OpenAPI document. */
export const CONTACT_DESCRIPTION = {
  /** Columns of exports, besides those of one scheme, field or group. */
  columns: Object.fromEntries(COLUMN_NAMES.map((name) => [name, HEADERS[name]])),
  /** Targets of import columns, besides addresses and single fields or groups. */
  targets: Object.fromEntries(
    SIMPLE_TARGETS.filter((name) => name !== 'ignore').map((name) => [name, HEADERS[name] ?? LABELS.get(name) ?? name]),
  ),
  sort: SORT_KEYS,
  /** Attributes of queries beyond TextIt's, with the types that their values are compared as. */
  attributes: ADDED_TYPES,
  /** Events of history, by what they are about. */
  events: Object.fromEntries(EACH.flatMap(({ label, events }) => (events === null ? [] : [[events.type, label]]))),
} as const;
