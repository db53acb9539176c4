/** The events of the bus. The JSON schemas in docs/events and the code's types are made from these. */
import * as z from 'zod/mini';
import { BUS_TYPES, type BusType, SCHEMA } from '../bus-types.ts';
import { FOLDERS } from '../contacts/contact.ts';
import { BRAKE_REASONS } from '../policies/brake-reasons.ts';
import { CHANGEABLE, type ChangedParts } from './changes.ts';

const at = z.iso.datetime().check(z.meta({ description: 'When it happened, in UTC, to the microsecond.' }));
const count = z.int().check(z.nonnegative());
const tally = z.record(z.string(), count);

const eventOf = <const Type extends BusType>(type: Type) => ({
  id: z.string().check(
    z.meta({
      description:
        'The same whenever this event is sent again: an event with an id that was seen before is a duplicate.',
    }),
  ),
  type: z.literal(type),
  schema: z.literal(SCHEMA).check(z.meta({ description: 'Version of this schema.' })),
  at,
});

const via = z
  .enum(['api', 'job', 'event', 'sweep'])
  .check(z.meta({ description: 'Through what the contact was changed.' }));
const hops = z
  .optional(z.int().check(z.positive()))
  .check(z.meta({ description: 'How many deliveries of webhooks led to it; absent without any.' }));
const changedBy = { via, job: z.optional(z.uuid()), hops };

const contact = z.strictObject({
  uuid: z.uuid(),
  version: count.check(
    z.meta({ description: 'Counts the writes of a contact: of two events, the one with the higher version is later.' }),
  ),
  folder: z.enum(FOLDERS),
});

const PARTS = {
  fields: z.optional(z.array(z.string())).check(z.meta({ description: 'Keys of the fields whose values changed.' })),
  groups: z
    .optional(z.strictObject({ joined: z.array(z.uuid()), left: z.array(z.uuid()) }))
    .check(z.meta({ description: 'Uuids of groups.' })),
} satisfies { readonly [Name in keyof ChangedParts]-?: z.ZodMiniType<ChangedParts[Name]> };

const changes = {
  changed: z.array(z.enum(CHANGEABLE)),
  ...PARTS,
  previous_folder: z.optional(z.enum(FOLDERS)).check(z.meta({ description: 'Given when it moved.' })),
};

const job = z.strictObject({
  uuid: z.uuid(),
  kind: z.string().check(z.meta({ description: 'As `type` in jobs.json.' })),
  summary: z.string().check(z.meta({ description: 'What it does, in one sentence.' })),
  status: z.string(),
  reason: z.nullable(z.string()),
  total: z.nullable(count),
  changed: count,
  unchanged: count,
  skipped: tally,
  failed: tally,
  started_on: z.nullable(at),
  ended_on: z.nullable(at),
  brake: z
    .optional(
      z.strictObject({
        policy: z.uuid(),
        stage: z.string(),
        most: count.check(z.meta({ description: 'How many contacts the stage may take in one night.' })),
        reasons: z
          .array(z.enum(BRAKE_REASONS))
          .check(z.meta({ description: 'Why there are more, with the likeliest reason first.' })),
      }),
    )
    .check(z.meta({ description: 'Given while a stage of a policy waits because it has too many contacts.' })),
});

const jobEvent = <const Type extends BusType>(type: Type) => z.strictObject({ ...eventOf(type), hops, job });

export const EVENT_SCHEMAS = {
  'contact.created': z.strictObject({ ...eventOf('contact.created'), ...changedBy, contact, ...changes }),
  'contact.changed': z.strictObject({ ...eventOf('contact.changed'), ...changedBy, contact, ...changes }),
  'contact.seen': z.strictObject({ ...eventOf('contact.seen'), ...changedBy, contact, ...changes }),
  'contact.deleted': z.strictObject({ ...eventOf('contact.deleted'), ...changedBy, contact }),
  'contacts.purge_due': z.strictObject({
    ...eventOf('contacts.purge_due'),
    on: z.iso.date().check(z.meta({ description: 'The first night that may delete them for good.' })),
    count: count.check(
      z.meta({ description: 'How many archived contacts it announces beside those of earlier events in force.' }),
    ),
    after_days: z.int().check(z.meta({ description: 'The setting `purge_archived_after_days`.' })),
  }),
  'job.awaiting_approval': jobEvent('job.awaiting_approval'),
  'job.approved': jobEvent('job.approved'),
  'job.scheduled': z.strictObject({
    ...eventOf('job.scheduled'),
    not_before: at.check(z.meta({ description: 'When it begins. If that is changed, the event is sent again.' })),
    hops,
    job,
  }),
  'job.started': jobEvent('job.started'),
  'job.progress': jobEvent('job.progress'),
  'job.completed': jobEvent('job.completed'),
  'job.failed': jobEvent('job.failed'),
  'job.interrupted': jobEvent('job.interrupted'),
} as const satisfies { readonly [Type in BusType]: z.core.$ZodType };

/** One entry of the bus: events of one workspace, in order for each contact and job. */
export const ENTRY_SCHEMA = z.strictObject({
  version: z.literal(1),
  workspace: z.uuid(),
  types: z
    .array(z.enum(BUS_TYPES))
    .check(z.meta({ description: 'The types of the events, each once, for the patterns of rules.' })),
  webhooks: z.boolean().check(z.meta({ description: 'Whether a webhook of the workspace may want one of them.' })),
  events: z.array(z.unknown()).check(z.minLength(1)),
});

export type BusEvent = { readonly [Type in BusType]: z.output<(typeof EVENT_SCHEMAS)[Type]> }[BusType];
export type BusEntry = Omit<z.output<typeof ENTRY_SCHEMA>, 'events'> & { readonly events: readonly BusEvent[] };
