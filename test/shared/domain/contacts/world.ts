import { isDeepStrictEqual } from 'node:util';
import type { Change, Contact, FieldValue, LastWord } from '../../../../shared/domain/contacts/contact.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import type { ContactId, FieldKey, GroupId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { formatInstant, type Instant, parseInstant } from '../../../../shared/domain/instant.ts';
import type { Assets, DateStyle, Field, FieldType, Group, GroupStatus } from '../../../../shared/domain/workspace.ts';
import workspace from '../../../cases/domain/workspace.json' with { type: 'json' };

/** The workspace of the cases, `test/cases/domain/workspace.json`, as the domain has it. */

export function at(text: string): Instant {
  const instant = parseInstant(text);
  if (instant === null) throw new Error(`${text} is not a time`);
  return instant;
}

export const now = at(workspace.now);
export const change: Change = { by: 'test', via: 'api' };

const CREATED = at('2024-01-05T08:00:00Z');

interface NamedGroup {
  readonly name: string;
  readonly query?: string;
  readonly status?: string;
}

const groups = (workspace.groups as readonly NamedGroup[]).map(
  ({ name, query, status }, i): Group => ({
    uuid: `00000000-0000-4000-8000-${String(i + 1).padStart(12, '0')}` as GroupId,
    name,
    query: query ?? null,
    status: (status ?? 'ready') as GroupStatus,
    system: false,
    createdOn: CREATED,
  }),
);

const fields = workspace.fields.map(
  ({ key, name, type }): Field => ({
    key: key as FieldKey,
    name,
    type: type as FieldType,
    featured: false,
    priority: 0,
    agentAccess: 'view',
    createdOn: CREATED,
  }),
);

export const assets: Assets = {
  settings: {
    uuid: '11111111-1111-4111-8111-111111111111' as WorkspaceId,
    name: 'Cases',
    country: workspace.country,
    languages: ['eng'],
    timezone: workspace.timezone,
    dateStyle: workspace.dateStyle as DateStyle,
    anon: false,
    dormancyDays: 90,
    deleteAnyStatus: false,
    apiRates: {},
    createdOn: CREATED,
    revision: 1,
  },
  groups: new Map(groups.map((group) => [group.uuid, group])),
  fields: new Map(fields.map((field) => [field.key, field])),
};

/** The id of a group by its name; an unknown name is returned as the id, as that of a deleted group. */
export const groupId = (name: string): GroupId =>
  groups.find((group) => group.name === name)?.uuid ?? (name as GroupId);

const groupName = (uuid: GroupId): string => assets.groups.get(uuid)?.name ?? uuid;

type Time = 'createdOn' | 'statusOn' | 'lastSeenOn' | 'dormantSince';

/** A contact as the cases write it: groups by name, times as text, what is blank left out. */
export type ShownContact = Partial<Omit<Contact, Time | 'groups' | 'notes' | 'fields' | 'lastWord'>> &
  Partial<Record<Time, string>> & {
    readonly fields?: Readonly<Record<string, FieldValue>>;
    readonly groups?: readonly string[];
    readonly lastWord?: Omit<LastWord, 'on'> & { readonly on: string };
    readonly notes?: readonly { readonly text: string; readonly createdOn: string; readonly createdBy: string }[];
  };

const BLANK: Contact = {
  ...newContact({
    uuid: '22222222-2222-4222-8222-222222222222' as ContactId,
    now: CREATED,
    change: { by: 'system', via: 'sweep' },
  }),
  version: 7,
};

export function contactOf({
  createdOn,
  statusOn,
  lastSeenOn,
  dormantSince,
  lastWord,
  notes,
  groups: names,
  ...same
}: ShownContact): Contact {
  return {
    ...BLANK,
    ...same,
    ...(lastWord && { lastWord: { ...lastWord, on: at(lastWord.on) } }),
    ...(names && { groups: names.map(groupId) }),
    ...(notes && { notes: notes.map((note) => ({ ...note, createdOn: at(note.createdOn) })) }),
    ...(createdOn && { createdOn: at(createdOn) }),
    ...(statusOn && { statusOn: at(statusOn) }),
    ...(lastSeenOn && { lastSeenOn: at(lastSeenOn) }),
    ...(dormantSince && { dormantSince: at(dormantSince) }),
  };
}

/** The same, without what changes every time; the status is always shown. */
export function showContact(contact: Contact): ShownContact {
  const { uuid, createdOn, modifiedOn, version, joined, lastChange, marks, ...all } = contact;
  const { status, statusOn, lastSeenOn, dormantSince, lastWord, groups: uuids, notes, ...same } = all;
  return {
    status,
    ...(createdOn !== CREATED && { createdOn: formatInstant(createdOn) }),
    ...(statusOn !== CREATED && { statusOn: formatInstant(statusOn) }),
    ...unlessBlank(same),
    ...(lastWord !== null && { lastWord: { ...lastWord, on: formatInstant(lastWord.on) } }),
    ...(uuids.length > 0 && { groups: uuids.map(groupName) }),
    ...(notes.length > 0 && { notes: notes.map((note) => ({ ...note, createdOn: formatInstant(note.createdOn) })) }),
    ...(lastSeenOn !== null && { lastSeenOn: formatInstant(lastSeenOn) }),
    ...(dormantSince !== null && { dormantSince: formatInstant(dormantSince) }),
  };
}

const unlessBlank = <Some extends Partial<Contact>>(properties: Some) =>
  Object.fromEntries(
    Object.entries(properties).filter(([key, value]) => !isDeepStrictEqual(value, BLANK[key as keyof Contact])),
  ) as Partial<Some>;
