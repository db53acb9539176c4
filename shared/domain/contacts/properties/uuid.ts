import * as z from 'zod/mini';
import { setOnce } from '../../cells/cell.ts';
import { wrong } from '../../cells/record.ts';
import { type ContactId, integerId, parseUuid } from '../../ids.ts';
import { refOf } from '../anon.ts';
import type { Contact } from '../contact.ts';
import { written } from './exported.ts';
import { type Imported, TARGETS_ONLY, word } from './imported.ts';
import { shownAs } from './presentation.ts';
import type { Property } from './property.ts';

/** Where addresses are hidden, contacts have a short code instead (TextIt 6.3). */
const shownRef = shownAs(
  z.optional(z.string()),
  ({ uuid }, { settings }) => (settings.anon ? refOf(uuid) : undefined),
  () => undefined,
);

const ref = ({ uuid }: Contact): string => refOf(uuid);

interface UuidPart {
  uuid?: ContactId;
}

/** Finds a row's contact, and changes nothing. */
const imported: Imported<'uuid', UuidPart, never> = {
  ...TARGETS_ONLY,
  targets: {
    uuid: word(['uuid', 'contactuuid'], (row, { text }) => {
      const uuid = parseUuid<ContactId>(text);
      return uuid === null ? wrong('invalid_uuid', { code: 'row_no_uuid', text }) : setOnce(row, 'uuid', uuid, text);
    }),
  },
};

/** Identifies the contact for ever. */
export const uuid = {
  label: 'Contact UUID',
  blank: (birth) => birth.uuid,
  stored: 'key',
  bytes: 0,
  modifiers: null,
  events: null,
  undo: null,
  query: { names: ['uuid', 'ref'], values: { uuid: (contact) => contact.uuid, ref }, added: null },
  template: { uuid: (contact) => contact.uuid, id: ({ uuid }) => String(integerId(uuid)), ref },
  api: {
    uuid: shownAs(
      z.uuid(),
      (contact) => contact.uuid,
      (tombstone) => tombstone.uuid,
    ),
    ref: shownRef,
    anon_display: shownRef,
  },
  export: { uuid: written((contact) => contact.uuid), ref: written(ref, { header: 'Ref', isUsual: false }) },
  import: imported,
  bus: null,
  sort: null,
  input: null,
} as const satisfies Property<'uuid'>;
