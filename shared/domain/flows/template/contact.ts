import type { Contact } from '../../contacts/contact.ts';
import { inOrder, together } from '../../contacts/properties/combine.ts';
import { EACH } from '../../contacts/properties/index.ts';
import { urnTexts } from '../../contacts/properties/urns.ts';
import { SCHEMES } from '../../contacts/urn-schemes.ts';
import { identityOf } from '../../contacts/urns.ts';
import { integerId } from '../../ids.ts';
import { computedObject } from '../../template-values/computed-object.ts';
import { listValue, type ObjectValue, objectValue, type Value } from '../../template-values/value.ts';
import type { Assets } from '../../workspace.ts';
import { formatUrnText } from './library/formats.ts';

/** TextIt's order, in which a contact prints as JSON; this service's own keys come last. */
const ORDER = [
  'uuid',
  'id',
  'ref',
  'name',
  'first_name',
  'language',
  'timezone',
  'status',
  'created_on',
  'last_seen_on',
  'urns',
  'urn',
  'groups',
  'fields',
  'channel',
  'tickets',
] as const;

/** How the value of each key is found. There are no channels and tickets here. */
const KEYS = inOrder(ORDER, {
  ...together(EACH.map(({ template }) => template)),
  timezone: (_: Contact, { settings }: Assets) => settings.timezone,
  channel: () => null,
  tickets: () => listValue([]),
});

export const CONTACT_KEYS: readonly string[] = Object.keys(KEYS);

/** `@contact` (TextIt 8.10). Prints as the name, else the first address, or the id in an anonymous workspace. */
export const contactProperties = (contact: Contact, assets: Assets): ObjectValue =>
  computedObject(
    BY_KEY,
    (value) => value(contact, assets),
    () => printed(contact, assets),
  );

const BY_KEY = new Map(Object.entries(KEYS));

function printed(contact: Contact, assets: Assets): string {
  if (contact.name !== null) return contact.name;
  if (assets.settings.anon) return String(integerId(contact.uuid));
  const [first] = urnTexts(contact, assets);
  return first === undefined ? '' : formatUrnText(first);
}

/** `@urns`: the first address of each scheme, null where there is none. */
export function urnsOf(contact: Contact, assets: Assets): Value {
  const byScheme = urnTexts(contact, assets).map((urn) => [identityOf(urn).split(':', 1)[0] ?? '', urn] as const);
  return objectValue({ ...NO_URNS, ...Object.fromEntries(byScheme.toReversed()) });
}

const NO_URNS = Object.fromEntries([...SCHEMES.keys()].map((scheme) => [scheme, null]));
