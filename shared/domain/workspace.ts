import type { DateStyle, FieldType } from '../query/query.ts';
import type { BusType } from './bus-types.ts';
import type { FieldKey, GroupId, JobId, PersonId, TokenId, WorkspaceId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Policy } from './policies/policy.ts';
import type { StoredSettings } from './settings/settings.ts';

export type { DateStyle, FieldType };

export const ROLES = ['administrator', 'editor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** What of its role a token may use; all of it when left out. */
export interface TokenScope {
  /** It changes nothing: only what a viewer could ask for, and GET. */
  readonly readOnly?: boolean;
  /** The only endpoints that it may call, by name (`contacts`); all when left out. */
  readonly endpoints?: readonly string[];
}

/** Somebody by whom a change is known: a person, or a token. The name is that of the time. */
export interface Actor {
  readonly id: TokenId | PersonId;
  readonly name: string;
}

/** Who makes a request: a person or a token of one workspace, with the role there. */
export interface Caller extends Actor, TokenScope {
  readonly kind: 'person' | 'token';
  readonly workspace: WorkspaceId;
  readonly role: Role;
  /** Of a token: whoever created it. One that a command made has none. */
  readonly owner?: Actor;
}

/** Whoever is behind a request: a token acts for the one who owns it. */
export const personBehind = ({ id, name, owner }: Pick<Caller, 'id' | 'name' | 'owner'>): Actor =>
  owner ?? { id, name };

/** A workspace's settings, with what the service itself keeps beside them. */
export interface Settings extends StoredSettings {
  readonly uuid: WorkspaceId;
  /** The event types of the working webhooks, maintained by them. */
  readonly webhookEvents?: readonly BusType[];
  /** From when archived contacts are deleted by `purgeArchivedAfterDays`, and who wanted it so. */
  readonly purgesFrom?: Instant;
  readonly purgesBy?: Actor;
  /** A change that lets one person do more, which waits until a second one asks for the same; null: none. */
  readonly proposed?: ProposedChange | null;
  readonly createdOn: Instant;
  /** How many policies there are, without which none are read; 0 when left out. */
  readonly policyCount?: number;
  /** Moves when queries are read or a group evaluated differently: a repair made before is not enough. By default 0. */
  readonly readings?: number;
  /** Moves with every change of settings, groups or fields; cached `Assets` are valid while it is the same. */
  readonly revision: number;
}

/** A change of settings that lets one person do more: it waits for a second administrator. */
export interface ProposedChange {
  readonly change: Partial<StoredSettings>;
  readonly by: Actor;
  readonly on: Instant;
}

export const GROUP_STATUSES = ['initializing', 'evaluating', 'ready', 'invalid'] as const;
export type GroupStatus = (typeof GROUP_STATUSES)[number];

export interface Group {
  readonly uuid: GroupId;
  readonly name: string;
  /** The normal form of a smart group's query; null for a static group. */
  readonly query: string | null;
  readonly status: GroupStatus;
  readonly system: boolean;
  readonly createdOn: Instant;
  /** Of a smart group: the job that populates it, or did last. Its end makes the group ready. */
  readonly job?: JobId;
  /** Of a smart group: what its members were evaluated with (`readingOf`); a change means to evaluate them again. */
  readonly readAs?: string;
}

/** Whether a smart group's members are still being found, so that nothing may use it yet. */
export const isPopulating = ({ status }: Group): boolean => status === 'initializing' || status === 'evaluating';

export const FIELD_TYPES = [
  'text',
  'number',
  'datetime',
  'state',
  'district',
  'ward',
] as const satisfies readonly FieldType[];

export interface Field {
  readonly key: FieldKey;
  readonly name: string;
  readonly type: FieldType;
  readonly featured: boolean;
  readonly priority: number;
  readonly agentAccess: 'none' | 'view' | 'edit';
  readonly createdOn: Instant;
  /** It is put away: nothing shows or sets it, and its values stay until it comes back (ADR 107). */
  readonly archived?: boolean;
  /** The seed of the `Idempotency-Key` that created it, since its key does not identify the request. */
  readonly request?: string;
}

/** A text by name that every flow may use as `@globals.<key>` (TextIt 6.11). */
export interface Global {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly createdOn: Instant;
  readonly modifiedOn: Instant;
  /** The seed of the `Idempotency-Key` that created it. */
  readonly request?: string;
}

/** All that modifiers and shown contacts need of a workspace: loaded once, cached by `settings.revision`. */
export interface Assets {
  readonly settings: Settings;
  readonly groups: ReadonlyMap<GroupId, Group>;
  /** Without archived ones: whatever is not here does not exist for queries, flows, imports and shown contacts. */
  readonly fields: ReadonlyMap<FieldKey, Field>;
  /** They keep their keys, names and values. None when left out. */
  readonly archivedFields?: ReadonlyMap<FieldKey, Field>;
  /** By key; none when left out. */
  readonly globals?: ReadonlyMap<string, Global>;
  /** In their order; none when left out. */
  readonly policies?: readonly Policy[];
}
