import type { Change, Contact, FieldValue, Status } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId, FieldKey, GroupId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { formatInstant, type Instant, parseInstant } from '../../../../shared/domain/instant.ts';
import type { Assets, DateStyle, Field, FieldType, Group, GroupStatus } from '../../../../shared/domain/workspace.ts';
import workspace from '../../../cases/domain/workspace.json' with { type: 'json' };

/** The workspace of the cases, `test/cases/domain/workspace.json`, as the domain takes it. */

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

/** The id of a group by its name; a name that is none stands for itself, as a group that is gone. */
export const groupId = (name: string): GroupId =>
  groups.find((group) => group.name === name)?.uuid ?? (name as GroupId);

const groupName = (uuid: GroupId): string => assets.groups.get(uuid)?.name ?? uuid;

/** A contact as the cases write it: groups by name, times as text, what is empty left out. */
export interface ShownContact {
  readonly status?: Status;
  readonly name?: string;
  readonly language?: string;
  readonly urns?: readonly string[];
  readonly fields?: Readonly<Record<string, FieldValue>>;
  readonly groups?: readonly string[];
  readonly notes?: readonly { readonly text: string; readonly createdOn: string; readonly createdBy: string }[];
  readonly lastSeenOn?: string;
  readonly statusOn?: string;
  readonly dormantSince?: string;
  readonly optOut?: 'stopped' | 'blocked';
}

export function contactOf(shown: ShownContact): Contact {
  const { lastSeenOn, statusOn, dormantSince, notes = [], groups: names = [], ...rest } = shown;
  return {
    uuid: '22222222-2222-4222-8222-222222222222' as ContactId,
    name: null,
    language: null,
    status: 'active',
    urns: [],
    fields: {},
    optOut: null,
    ...rest,
    groups: names.map(groupId),
    notes: notes.map((note) => ({ ...note, createdOn: at(note.createdOn) })),
    createdOn: CREATED,
    modifiedOn: CREATED,
    statusOn: statusOn ? at(statusOn) : CREATED,
    lastSeenOn: lastSeenOn ? at(lastSeenOn) : null,
    dormantSince: dormantSince ? at(dormantSince) : null,
    version: 7,
    joined: {},
    lastChange: { by: 'system', via: 'sweep' },
  };
}

export function showContact(contact: Contact): ShownContact {
  const { status, name, language, urns, fields: values, groups: uuids, notes, statusOn, optOut } = contact;
  return {
    status,
    ...(statusOn !== CREATED && { statusOn: formatInstant(statusOn) }),
    ...(optOut && { optOut }),
    ...(name !== null && { name }),
    ...(language !== null && { language }),
    ...(urns.length > 0 && { urns }),
    ...(Object.keys(values).length > 0 && { fields: values }),
    ...(uuids.length > 0 && { groups: uuids.map(groupName) }),
    ...(notes.length > 0 && { notes: notes.map((note) => ({ ...note, createdOn: formatInstant(note.createdOn) })) }),
    ...(contact.lastSeenOn !== null && { lastSeenOn: formatInstant(contact.lastSeenOn) }),
    ...(contact.dormantSince !== null && { dormantSince: formatInstant(contact.dormantSince) }),
  };
}
