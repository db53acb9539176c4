/** Values of each property for the tests of the common law; a property without them does not compile. */
import fc from 'fast-check';
import { apply } from '../../../../shared/domain/changes/apply.ts';
import { type Contact, type PolicyMark, STATUSES } from '../../../../shared/domain/contacts/contact.ts';
import type { Modifier, Modifiers } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import type { Properties } from '../../../../shared/domain/contacts/properties/index.ts';
import type { ContactId, FieldKey, JobId, PolicyId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { assets, at, change, contactOf, groupId, now } from './world.ts';

const text = fc.string({ minLength: 1 });
const moment = fc.nat({ max: now }).map(instant);
const version = fc.integer({ min: 1, max: 1_000_000 });
const optOut = fc.constantFrom('stopped', 'blocked', null);
const lastWord = fc.option(
  fc.record(
    { says: fc.constantFrom('out', 'in'), on: moment, word: text, reason: text },
    { requiredKeys: ['says', 'on'] },
  ),
);
const uuid = fc.uuid().map((id) => id as ContactId);

const lastChange = fc.record(
  {
    by: text,
    via: fc.constantFrom('api', 'job', 'event', 'sweep'),
    job: fc.uuid().map((id) => id as JobId),
    slice: fc.nat(),
  },
  { requiredKeys: ['by', 'via'] },
);

const policyMark = fc.option(
  fc.record(
    {
      ...{ policy: fc.uuid().map((id) => id as PolicyId), version: fc.nat(), stage: text, of: text },
      ...{ clock: moment, on: moment, stops: fc.constant(true as const), left: fc.constant(true as const) },
    },
    { requiredKeys: ['policy', 'version', 'stage', 'of', 'clock', 'on'] },
  ),
);

const marks = fc.array(fc.record({ job: fc.uuid().map((id) => id as JobId), slice: fc.nat() }));

/** By property, whatever it can be; groups and the versions at which they were joined belong together. */
export const VALUES: { readonly [K in Exclude<keyof Contact, 'groups' | 'joined'>]: fc.Arbitrary<Contact[K]> } = {
  uuid,
  name: fc.option(text),
  language: fc.option(fc.constantFrom('eng', 'kin')),
  status: fc.constantFrom(...STATUSES),
  urns: fc.array(text),
  fields: fc.dictionary(
    text.map((key) => key as FieldKey),
    fc.record({ text, number: text, datetime: text }, { requiredKeys: ['text'] }),
  ),
  notes: fc.array(fc.record({ text, createdOn: moment, createdBy: text })),
  createdOn: moment,
  modifiedOn: moment,
  lastSeenOn: fc.option(moment),
  statusOn: moment,
  dormantSince: fc.option(moment),
  optOut,
  lastWord,
  policyMark,
  hold: fc.option(fc.record({ on: moment, by: text, reason: fc.option(text) })),
  version,
  lastChange,
  marks,
  shard: fc.constantFrom(undefined, 8, 63),
};

const MARK: PolicyMark = {
  ...{ policy: '9a1f0000-0000-4000-8000-000000000001' as PolicyId, version: 1, stage: 'archive', of: 'last_seen' },
  ...{ clock: at('2024-01-01T00:00:00Z'), on: at('2024-05-01T00:00:00Z'), stops: true },
};

const groupIds = [...assets.groups.keys()];
const fieldKeys = [...assets.fields.keys()];
const moments = fc.integer({ min: at('2024-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') }).map(instant);
const addresses = fc.constantFrom(
  'ext:1',
  'ext:2#x',
  'ext:taken',
  'tel:0788383383',
  'tel:+250788383383?channel=c',
  'bad:1',
  'ext:3',
);
const fieldTexts = fc.constantFrom('', 'male', 'Female', '17', '18.0', '01-02-2001', 'x');

/** By type; a modifier that is missing here does not compile. */
export const MODIFIERS: { readonly [Type in keyof Modifiers]: fc.Arbitrary<Modifiers[Type]> } = {
  status: fc.record(
    { type: fc.constant('status'), status: fc.constantFrom(...STATUSES), reason: fc.constant('asked to') },
    { requiredKeys: ['type', 'status'] },
  ),
  name: fc.record({ type: fc.constant('name'), name: fc.constantFrom('', 'Ann', 'Bob', null, 'x'.repeat(200)) }),
  language: fc.record({ type: fc.constant('language'), language: fc.constantFrom('', 'fra', 'kin', null) }),
  field: fc.record({ type: fc.constant('field'), field: fc.constantFrom(...fieldKeys), value: fieldTexts }),
  groups: fc.record({
    type: fc.constant('groups'),
    groups: fc.array(fc.constantFrom(...groupIds), { maxLength: 4 }),
    modification: fc.constantFrom('add', 'remove', 'set'),
  }),
  urns: fc.record({
    type: fc.constant('urns'),
    urns: fc.array(addresses, { maxLength: 4 }),
    modification: fc.constantFrom('append', 'remove', 'set'),
  }),
  word: fc.record(
    { type: fc.constant('word'), says: fc.constantFrom('out', 'in'), on: moments, word: fc.constant('stop') },
    { requiredKeys: ['type', 'says', 'on'] },
  ),
  seen: fc.record({ type: fc.constant('seen'), seenOn: moments }),
  created: fc.record({ type: fc.constant('created'), createdOn: moments }),
  dormant: fc.record({ type: fc.constant('dormant'), since: fc.option(fc.constant(now)) }),
  policy_mark: fc.record({
    type: fc.constant('policy_mark'),
    mark: fc.constantFrom(null, { ...MARK, version: 1 }, { ...MARK, version: 2 }),
  }),
  hold: fc.record({ type: fc.constant('hold'), hold: fc.constantFrom(null, { by: 'test', reason: 'on leave' }) }),
  note: fc.record({ type: fc.constant('note'), text: fc.constantFrom('', 'a note'), by: fc.constant('test') }),
  regroup: fc.record({ type: fc.constant('regroup') }),
  put_back: fc.record({
    type: fc.constant('put_back'),
    was: fc.record(
      {
        status: fc.constantFrom(...STATUSES),
        name: fc.constantFrom(null, 'Ann'),
        language: fc.constantFrom(null, 'kin'),
        fields: fc.dictionary(fc.constantFrom(...fieldKeys), fc.constantFrom(null, { text: '17', number: '17' })),
        groups: fc.record({
          left: fc.array(fc.constantFrom(...groupIds.slice(0, 2)), { maxLength: 2 }),
          joined: fc.array(fc.constantFrom(...groupIds.slice(2)), { maxLength: 2 }),
        }),
      },
      { requiredKeys: [] },
    ),
    at: moments,
  }),
};

/** How the law of properties tries one of them. */
export interface Sample<K extends keyof Contact> {
  /** What gives it a value that `BASE` does not have. */
  readonly set: fc.Arbitrary<readonly Modifier[]>;
  /** What a person makes of it after that; null: nothing by which undoing would take back what a person wants. */
  readonly edit: readonly Modifier[] | null;
  /** In what it is the same after a journey through files, where that is not all. */
  readonly compared?: (value: Contact[K]) => unknown;
}

/** A property in none of these forms is nobody's business outside. */
type IsHidden<Record> = Record extends { export: null; import: null; events: null; undo: null; bus: null; sort: null }
  ? true
  : false;

type Samples = {
  readonly [K in keyof Contact]-?: IsHidden<Properties[K]> extends true ? null : Sample<K>;
};

const bare = contactOf({
  name: 'Before',
  language: 'kin',
  urns: ['tel:+250788000001'],
  fields: { gender: { text: 'male' } },
  groups: ['Testers'],
});
/** A contact before a property of it is set. */
export const BASE = apply(bare, [{ type: 'regroup' }], assets, { now, change, taken: new Set() }).contact;

const past = fc.integer({ min: at('2024-02-01T00:00:00Z'), max: now }).map(instant);
const hostile = fc.oneof(
  fc.string({ minLength: 1, maxLength: 60 }).filter((text) => !text.includes('\0')),
  fc.constantFrom('=1+1', "'=1+1", '--', "'--", ' Ann ', '+250788123456', '"', 'two\nlines', "' '", 'e\u0301'),
);
/** Days and times in many styles, and texts that are none. */
const days = fc.oneof(
  fc
    .tuple(
      fc.date({ min: new Date('1950-01-01'), max: new Date('2049-12-31'), noInvalidDate: true }),
      fc.constantFrom(10, 16, 24),
    )
    .map(([date, length]) => date.toISOString().slice(0, length)),
  fc.constantFrom(
    '07-09-2024',
    '7/9/24',
    '07.09.2024 14:05',
    '2024-09-07T24:00:00+05:45',
    'soon',
    'on 7-9-2024',
    '14:05',
  ),
);
const JOINED = 'joined' as FieldKey;
const one = (...modifiers: Modifier[]) => fc.constant(modifiers);
const group = (name: string, modification: 'add' | 'remove'): Modifier => ({
  type: 'groups',
  groups: [groupId(name)],
  modification,
});
const field = (key: string, value: string | null): Modifier => ({ type: 'field', field: key as FieldKey, value });
const status = (to: Contact['status']): Modifier => ({ type: 'status', status: to });
const OPTS_IN: Modifier = { type: 'status', status: 'active', reason: 'asked to' };

/** A property that is missing here does not compile. */
export const SAMPLES: Samples = {
  uuid: { set: one(), edit: null },
  name: { set: hostile.map((name) => [{ type: 'name', name }]), edit: [{ type: 'name', name: 'Edited' }] },
  language: {
    set: fc.constantFrom('eng', 'fra', 'swa').map((language) => [{ type: 'language', language }]),
    edit: [{ type: 'language', language: 'nya' }],
  },
  status: {
    set: fc.constantFrom('archived', 'stopped', 'blocked').map((to) => [status(to)]),
    // Who was archived comes back without a reason.
    edit: [status('active'), OPTS_IN],
  },
  urns: {
    set: fc
      .constantFrom('tel:+250788000002', 'mailto:ann@example.org', 'ext:a, b')
      .map((urn) => [{ type: 'urns', urns: [urn], modification: 'append' }]),
    edit: null,
    // TextIt's own form has a column for each scheme.
    compared: (urns) => urns.toSorted(),
  },
  fields: {
    set: fc.oneof(
      hostile.map((text) => [field('gender', text)]),
      hostile.map((text) => [field('age', text)]),
      fc.constantFrom('31', '7.50', '1,000', '01', '1e3', ' 42 ').map((text) => [field('age', text)]),
      days.map((text) => [field('joined', text)]),
    ),
    edit: [field('gender', 'edited'), field('age', '99'), field('joined', '1999-01-02')],
    // Files have dates as they were understood.
    compared: ({ [JOINED]: joined, ...others }) => ({ ...others, joined: joined?.datetime ?? joined?.text }),
  },
  groups: {
    set: fc.constantFrom([group('Customers', 'add')], [group('Testers', 'remove'), group('Customers', 'add')]),
    edit: [group('Customers', 'remove')],
    // Who is in a smart one, its query says; they may join before.
    compared: (groups) => groups.toSorted(),
  },
  notes: { set: hostile.map((text) => [{ type: 'note', text, by: 'test' }]), edit: null },
  createdOn: { set: past.map((createdOn) => [{ type: 'created', createdOn }]), edit: null },
  modifiedOn: { set: one({ type: 'note', text: 'any change', by: 'test' }), edit: null },
  lastSeenOn: { set: past.map((seenOn) => [{ type: 'seen', seenOn }]), edit: null },
  // A sign of life takes it away, and is no change.
  dormantSince: { set: past.map((since) => [{ type: 'dormant', since }]), edit: null },
  optOut: {
    set: fc.constantFrom([status('blocked')], [status('stopped')], [status('blocked'), status('archived')]),
    edit: [OPTS_IN],
  },
  lastWord: {
    set: past.map((on) => [{ type: 'word', says: 'out', on, word: 'stop' }]),
    edit: [OPTS_IN],
    compared: (word) => word?.on,
  },
  // Undoing leaves what policies did: who was put back is not taken again.
  policyMark: {
    set: fc.constantFrom(1, 2).map((version) => [{ type: 'policy_mark', mark: { ...MARK, version } }]),
    edit: null,
  },
  hold: { set: hostile.map((reason) => [{ type: 'hold', hold: { by: 'test', reason } }]), edit: null },
  statusOn: null,
  version: null,
  joined: null,
  lastChange: null,
  marks: null,
  shard: null,
};

/** Properties that the law tries. */
export type Key = { [K in keyof Contact]-?: Samples[K] extends null ? never : K }[keyof Contact];
