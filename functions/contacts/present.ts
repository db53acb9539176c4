import * as z from 'zod/mini';
import { type Contact, isTombstone, type Tombstone } from '../../shared/domain/contacts/contact.ts';
import { callAll, column, inOrder, together } from '../../shared/domain/contacts/properties/combine.ts';
import { EACH } from '../../shared/domain/contacts/properties/index.ts';
import { type Showing, shownAs } from '../../shared/domain/contacts/properties/presentation.ts';
import type { Assets } from '../../shared/domain/workspace.ts';
import { named } from '../../shared/lambda/http/presenter.ts';

/** Every key of a contact in TextIt's order (6.3), then this service's own. No contact waits in a flow here. */
export const KEYS = inOrder(
  [
    'uuid',
    'name',
    'status',
    'language',
    'urns',
    'groups',
    'notes',
    'fields',
    'flow',
    'created_on',
    'modified_on',
    'last_seen_on',
    'dormant_since',
    'blocked',
    'stopped',
    'ref',
    'anon_display',
  ],
  {
    ...together(EACH.map(({ api }) => api)),
    flow: shownAs(
      z.nullable(z.object({ uuid: z.string(), name: z.string() })),
      () => null,
      () => null,
    ),
  },
);

export type ContactAnswer = { readonly [Key in keyof typeof KEYS]: ReturnType<(typeof KEYS)[Key]['show']> };

const showLive: (contact: Contact, assets: Assets, showing: Showing) => ContactAnswer = callAll(column(KEYS, 'show'));

/** TextIt's form of a deleted contact (chapter 3). */
const showTombstone: (tombstone: Tombstone) => ContactAnswer = callAll(column(KEYS, 'gone'));

/** A contact as TextIt's API shows it (6.3), with this service's additions. */
export const contactSchema = named('Contact', z.object(column(KEYS, 'schema')));

/** The contact as the API shows it, without deleted groups and fields. */
export const showContact = (item: Contact | Tombstone, assets: Assets, showing: Showing = {}): ContactAnswer =>
  isTombstone(item) ? showTombstone(item) : showLive(item, assets, showing);
