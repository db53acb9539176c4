import type { DateStyle, FieldType } from '../query/query.ts';
import type { ApprovalSettings } from './approvals.ts';
import type { BusType } from './bus/types.ts';
import type { FieldKey, GroupId, JobId, PersonId, TokenId, WorkspaceId } from './ids.ts';
import type { Instant } from './instant.ts';
import type { Policy } from './policies/policy.ts';

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
  /** Of a token: whoever created it. Tokens of earlier releases have none. */
  readonly owner?: Actor;
}

/** Whoever is behind a request: a token acts for the one who owns it. */
export const personBehind = ({ id, name, owner }: Pick<Caller, 'id' | 'name' | 'owner'>): Actor =>
  owner ?? { id, name };

export const DATE_STYLES = ['day_first', 'month_first', 'year_first'] as const satisfies readonly DateStyle[];

export const OPTS_IN_BY = ['any_message', 'start_words'] as const;
type OptsInBy = (typeof OPTS_IN_BY)[number];

/** All words, or the words of some languages (ISO 639-3) in place of their default ones. */
export type Words = readonly string[] | Readonly<Record<string, readonly string[]>>;

/** A workspace's settings as `settings.json` shows and takes them, with uuid and creation time, which are fixed. */
export interface Settings extends ApprovalSettings {
  readonly uuid: WorkspaceId;
  readonly name: string;
  /** ISO 3166 alpha-2 for phone numbers without a country code; null: they are refused. */
  readonly country: string | null;
  /** ISO 639-3; the first is the primary one. */
  readonly languages: readonly string[];
  /** IANA name. */
  readonly timezone: string;
  readonly dateStyle: DateStyle;
  /** Addresses are masked in every answer. */
  readonly anon: boolean;
  /** Days without a sign of life after which an active contact is flagged dormant. */
  readonly dormancyDays: number;
  /** TextIt's API deletes at any status; without this, only archived contacts can be deleted. */
  readonly deleteAnyStatus: boolean;
  /** What opts a stopped contact in: any message (TextIt's rule, the default), or only a start word. */
  readonly optsInBy?: OptsInBy;
  /** Messages that opt out, opt in, or ask for help; left out or null: the defaults (`opt-out/default-words.ts`). */
  readonly stopWords?: Words | null;
  readonly startWords?: Words | null;
  readonly helpWords?: Words | null;
  /** Whether a flow may make a contact active that opted out, as in TextIt. */
  readonly flowsMayOptIn?: boolean;
  /** Requests an hour by scope (`v2`, `v2.contacts`, …); TextIt's default is 3,600. */
  readonly apiRates: Readonly<Record<string, number>>;
  /** Limits of groups and fields, if they differ from the default. */
  readonly limits?: { readonly groups?: number; readonly fields?: number };
  /** Event types on the bus; none when left out. */
  readonly events?: readonly BusType[];
  /** The event types of the working webhooks, maintained by them. */
  readonly webhookEvents?: readonly BusType[];
  /** Days for which messages and history are kept; a year when left out (`retention.ts`). */
  readonly messagesDays?: number;
  readonly historyDays?: number;
  /**
   * Days after which archived contacts are deleted for good, from when this holds, and who wanted it so; null or left
   * out: never.
   */
  readonly purgeArchivedAfterDays?: number | null;
  readonly purgesFrom?: Instant;
  readonly purgesBy?: Actor;
  /** Bulk changes of more contacts need a preview, its token and the typed count; 1,000 when left out. */
  readonly confirmAbove?: number;
  /** A change that lets one person do more, which waits until a second one asks for the same; null: none. */
  readonly proposed?: ProposedChange | null;
  /** Hours that a confirmed deletion waits; 0 when left out. */
  readonly deleteDelayHours?: number;
  /** What a reachable contact costs the workspace a month, and the currency (ISO 4217); null: it does not say. */
  readonly contactPrice?: number | null;
  readonly currency?: string;
  readonly createdOn: Instant;
  /** How many policies there are, without which none are read; 0 when left out. */
  readonly policyCount?: number;
  /** Moves when queries are read or a group evaluated differently: a repair made before is not enough. By default 0. */
  readonly readings?: number;
  /** Moves with every change of settings, groups or fields; cached `Assets` are valid while it is the same. */
  readonly revision: number;
}

/** Settings that let one person do more. While the others are limited, a second administrator must ask for them too. */
export const GUARDED = ['approveAbove', 'approveKinds', 'flowsMayOptIn', 'purgeArchivedAfterDays'] as const;

/** A change of such settings that waits for a second administrator. */
export interface ProposedChange {
  readonly change: Partial<Pick<Settings, (typeof GUARDED)[number]>>;
  readonly by: Actor;
  readonly on: Instant;
}

/** How many contacts a bulk change may have without a preview. */
export const confirmAboveOf = ({ confirmAbove = 1_000 }: Pick<Settings, 'confirmAbove'>): number => confirmAbove;

/** The currency in which the workspace says what a contact costs. */
export const currencyOf = ({ currency = 'USD' }: Pick<Settings, 'currency'>): string => currency;

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
