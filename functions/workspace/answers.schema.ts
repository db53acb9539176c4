import * as z from 'zod/mini';
import { AUDIT_KINDS } from '../../shared/domain/audit.ts';
import { CAPABILITIES } from '../../shared/domain/capabilities.ts';
import { JOB_STATUSES } from '../../shared/domain/jobs/job.ts';
import type { Setting } from '../../shared/domain/settings/setting.ts';
import { DATE_STYLES, SETTINGS } from '../../shared/domain/settings/settings.ts';
import { ROLES } from '../../shared/domain/workspace.ts';
import { pageSchema } from '../../shared/lambda/http/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';

const foldersSchema = z.object({
  active: z.int(),
  dormant: z.int(),
  archived: z.int(),
  stopped: z.int(),
  blocked: z.int(),
  deleted: z.int(),
});

export const countsSchema = z.object({
  folders: foldersSchema,
  groups: z.record(z.string(), z.int()),
});

export const dailyCountsSchema = z.object({
  /** `day` is one of the workspace's time zone. */
  results: z.array(z.object({ day: z.string(), folders: foldersSchema })),
});

export const workspaceSchema = z.object({
  uuid: z.uuid(),
  name: z.string(),
  country: z.nullable(z.string()),
  languages: z.array(z.string()),
  primary_language: z.nullable(z.string()),
  timezone: z.string(),
  date_style: z.enum(DATE_STYLES),
  credits: z.object({ used: z.int(), remaining: z.int() }),
  anon: z.boolean(),
});

type AnswerOf<Records extends Readonly<Record<string, Setting>>> = {
  readonly [Name in keyof Records]: Records[Name]['answer'];
};

const settings = Object.fromEntries(
  Object.entries(SETTINGS).map(([name, { answer }]) => [name, answer]),
) as unknown as AnswerOf<typeof SETTINGS>;

export const settingsSchema = z.object({
  uuid: z.uuid(),
  ...settings,
  /** A change that lets one person do more, until another administrator asks for the same. */
  proposed: z.nullable(
    z.object({
      change: z.record(z.string(), z.unknown()),
      by: z.object({ uuid: z.string(), name: z.string() }),
      on: z.string(),
      until: z.string(),
    }),
  ),
  purges_from: z.nullable(z.string()),
});

export const meSchema = z.object({
  who: z.object({ type: z.enum(['person', 'token']), uuid: z.uuid(), name: z.string() }),
  /** Null for a person who has signed in. */
  token: z.nullable(z.object({ uuid: z.uuid(), name: z.string() })),
  role: z.enum(ROLES),
  read_only: z.boolean(),
  endpoints: z.nullable(z.array(z.string())),
  capabilities: z.array(z.enum(CAPABILITIES)),
  workspace: z.pick(settingsSchema, {
    uuid: true,
    name: true,
    country: true,
    timezone: true,
    date_style: true,
    anon: true,
    dormancy_days: true,
    delete_any_status: true,
    contact_price: true,
    currency: true,
  }),
  now: z.string(),
});

const actorSchema = z.object({ uuid: z.uuid(), name: z.string() });

export const tokenSchema = z.object({
  uuid: z.uuid(),
  name: z.string(),
  role: z.enum(ROLES),
  read_only: z.boolean(),
  /** Null: all of them. */
  endpoints: z.nullable(z.array(z.string())),
  /** Null for a token that a command made. */
  owner: z.nullable(actorSchema),
  created_on: z.string(),
  expires_on: z.nullable(z.string()),
  rotated_on: z.nullable(z.string()),
  /** To the hour. */
  last_used_on: z.nullable(z.string()),
  last_used_from: z.nullable(z.string()),
});

export const auditSchema = z.object({
  created_on: z.string(),
  kind: z.enum(AUDIT_KINDS),
  /** Null: whoever had the link to a file, or the service itself. */
  by: z.nullable(z.extend(actorSchema, { type: z.enum(['person', 'token']) })),
  from: z.string(),
  about: z.nullable(z.string()),
  /** Of a changed setting: its value before and after. */
  details: z.record(z.string(), z.unknown()),
});

/** Somebody who may sign in, or is invited to. */
export const personSchema = z.object({
  uuid: z.uuid(),
  status: z.enum(['active', 'invited', 'expired']),
  /** Null for somebody who has not signed in yet. */
  name: z.nullable(z.string()),
  email: z.nullable(z.string()),
  role: z.enum(ROLES),
  created_on: z.string(),
  /** Of an invitation. */
  expires_on: z.nullable(z.string()),
  invited_by: actorSchema,
});

/** A user as TextIt shows it. */
export const userSchema = z.object({
  uuid: z.uuid(),
  avatar: z.null(),
  email: z.nullable(z.string()),
  first_name: z.string(),
  last_name: z.string(),
  role: z.enum(ROLES),
  team: z.null(),
  created_on: z.string(),
});

const sweepSchema = z.object({
  job: z.string(),
  status: z.enum(JOB_STATUSES),
  created_on: z.string(),
  ended_on: z.nullable(z.string()),
  changed: z.int(),
});

/** Counts of active contacts, dormant ones included, by their last sign of life. */
export const dormancySchema = z.object({
  now: z.string(),
  dormancy_days: z.int(),
  total: z.int(),
  dormant: z.int(),
  earlier: z.int(),
  months: z.array(z.object({ month: z.string(), count: z.int() })),
  not_seen: z.array(z.object({ days: z.int(), since: z.string(), count: z.int() })),
  last_sweep: z.nullable(sweepSchema),
  next_sweep: z.string(),
  read_units: z.number(),
});

export const answers: AnswersOf<'workspace'> = {
  workspace: { GET: { 200: workspaceSchema } },
  org: { GET: { 200: workspaceSchema } },
  me: { GET: { 200: meSchema } },
  settings: { GET: { 200: settingsSchema }, POST: { 200: settingsSchema } },
  tokens: {
    GET: { 200: pageSchema(tokenSchema) },
    POST: {
      200: z.extend(tokenSchema, { token: z.string() }),
      201: z.extend(tokenSchema, { token: z.string() }),
    },
    DELETE: { 204: null },
  },
  people: {
    GET: { 200: pageSchema(personSchema) },
    POST: { 200: personSchema, 201: z.extend(personSchema, { link: z.string() }) },
    DELETE: { 204: null },
  },
  users: { GET: { 200: pageSchema(userSchema) } },
  audit_log: { GET: { 200: pageSchema(auditSchema) } },
  counts: { GET: { 200: countsSchema } },
  daily_counts: { GET: { 200: dailyCountsSchema } },
  dormancy: { GET: { 200: dormancySchema }, POST: { 202: z.object({ job: z.nullable(z.string()) }) } },
};
