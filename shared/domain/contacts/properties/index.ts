/** All properties, one file each, in the order of events: the source of items, modifiers, history, queries, API. */
import type { Contact } from '../contact.ts';
import { createdOn } from './created-on.ts';
import { dormantSince } from './dormant-since.ts';
import { fields } from './fields.ts';
import { groups } from './groups.ts';
import { hold } from './hold.ts';
import { lastChange, shard, statusOn, version } from './internal.ts';
import { joined } from './join-versions.ts';
import { language } from './language.ts';
import { lastSeenOn } from './last-seen-on.ts';
import { lastWord } from './last-word.ts';
import { marks } from './marks.ts';
import { modifiedOn } from './modified-on.ts';
import { name } from './name.ts';
import { notes } from './notes.ts';
import { optOut } from './opt-out.ts';
import { policyMark } from './policy-mark.ts';
import type { Property } from './property.ts';
import { status } from './status.ts';
import { urns } from './urns.ts';
import { uuid } from './uuid.ts';

export const PROPERTIES = {
  uuid,
  status,
  name,
  language,
  fields,
  urns,
  lastSeenOn,
  dormantSince,
  groups,
  notes,
  createdOn,
  modifiedOn,
  statusOn,
  optOut,
  lastWord,
  policyMark,
  hold,
  version,
  joined,
  lastChange,
  marks,
  shard,
} as const satisfies { readonly [K in keyof Contact]-?: Property<K> };

export type Properties = typeof PROPERTIES;

export const EACH = Object.values(PROPERTIES);
