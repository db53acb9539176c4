import { expect, it } from 'vitest';
import { contactSchema, showContact } from '../../../functions/contacts/present.ts';
import { assets, change, contactOf, now } from '../../shared/domain/contacts/world.ts';

const ann = contactOf({ name: 'Ann', status: 'stopped', optOut: 'stopped', urns: ['tel:+250788383383#ann'] });
const { uuid, createdOn, optOut, lastWord } = ann;
const gone = {
  uuid,
  deleted: true,
  createdOn,
  modifiedOn: now,
  optOut,
  lastWord,
  version: 8,
  lastChange: change,
  marks: [],
} as const;
const hidden = { ...assets, settings: { ...assets.settings, anon: true } };

/** TextIt's order (6.3); our own key `dormant_since` is among the times. */
const KEYS = [
  ...['uuid', 'name', 'status', 'language', 'urns', 'groups', 'notes', 'fields', 'flow'],
  ...['created_on', 'modified_on', 'last_seen_on', 'dormant_since', 'blocked', 'stopped'],
];

const sent = (answer: object): object => JSON.parse(JSON.stringify(answer));

it('shows the keys of a contact, and of a deleted one, in the order of TextIt', () => {
  expect(Object.keys(sent(showContact(ann, assets)))).toEqual(KEYS);
  expect(Object.keys(sent(showContact(gone, assets)))).toEqual(KEYS);
  expect(Object.keys(sent(showContact(ann, hidden)))).toEqual([...KEYS, 'ref', 'anon_display']);
});

it('shows of a deleted contact only that it existed', () => {
  expect(sent(showContact(gone, assets))).toEqual({
    ...Object.fromEntries(KEYS.map((key) => [key, null])),
    uuid,
    urns: [],
    groups: [],
    notes: [],
    fields: {},
    created_on: '2024-01-05T08:00:00Z',
    modified_on: '2026-11-24T10:00:00Z',
  });
});

it.each([
  ['a contact', ann, assets],
  ['a contact whose URNs are hidden', ann, hidden],
  ['a deleted contact', gone, assets],
])('shows %s as the OpenAPI document says', (_, item, workspace) => {
  const answer = sent(showContact(item, workspace, { expandUrns: true }));
  expect(contactSchema.safeParse(answer)).toEqual({ success: true, data: answer });
});
