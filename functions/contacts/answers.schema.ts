import * as z from 'zod/mini';
import { STATUSES } from '../../shared/domain/contacts/contact.ts';
import { pageSchema } from '../../shared/lambda/http/page.schema.ts';
import { snapshotSchema } from '../../shared/lambda/http/snapshot.schema.ts';
import type { AnswersOf } from '../endpoints.ts';
import type { AtCarrier } from './carrier.ts';
import { HELD } from './export-sections.ts';
import { type ContactAnswer, KEYS } from './present.ts';

const reference = z.object({ uuid: z.string(), name: z.string() });

/** Schemas of keys that are more than a nullable text or flag. */
const OWN: { readonly [Key in OwnKey]: z.ZodMiniType<ContactAnswer[Key]> } = {
  uuid: z.uuid(),
  status: z.nullable(z.enum(STATUSES)),
  urns: z.array(
    z.union([
      z.string(),
      z.object({ channel: z.null(), scheme: z.string(), path: z.string(), display: z.nullable(z.string()) }),
    ]),
  ),
  groups: z.array(reference),
  notes: z.array(
    z.object({
      text: z.string(),
      created_on: z.string(),
      created_by: z.object({ email: z.string(), name: z.string() }),
    }),
  ),
  fields: z.record(z.string(), z.nullable(z.string())),
  flow: z.nullable(reference),
  created_on: z.string(),
  modified_on: z.string(),
  ref: z.optional(z.string()),
  anon_display: z.optional(z.string()),
};

type Keys = typeof KEYS;
type OwnKey = { [Key in keyof Keys]: Keys[Key] extends { schema: 'own' } ? Key : never }[keyof Keys];

const SIMPLE = { text: z.nullable(z.string()), flag: z.nullable(z.boolean()) };

/** A contact as TextIt's API shows it (6.3), with this service's additions. */
export const contactSchema = z.object(
  Object.fromEntries(
    Object.entries(KEYS).map(([key, { schema }]) => [key, schema === 'own' ? OWN[key as OwnKey] : SIMPLE[schema]]),
  ),
);

export const historyEventSchema = z.looseObject({
  uuid: z.string(),
  type: z.string(),
  created_on: z.string(),
  _user: z.optional(z.object({ uuid: z.string(), name: z.string() })),
  _by: z.string(),
  _via: z.string(),
  _job: z.nullable(z.string()),
});

const atCarrierSchema: z.ZodMiniType<AtCarrier> = z.object({
  urn: z.string(),
  opt_out_list: z.string(),
  opted_out: z.nullable(z.boolean()),
  since: z.nullable(z.string()),
  pending: z.nullable(z.enum(['put', 'remove'])),
  next_try_on: z.nullable(z.string()),
  problem: z.nullable(z.string()),
});

/** A contact in a list, whole or with the keys that `fields` names. `carrier`: for one named by uuid or URN. */
const rowSchema = z.extend(z.partial(contactSchema), {
  uuid: z.uuid(),
  version: z.optional(z.int()),
  carrier: z.optional(z.array(atCarrierSchema)),
});

/** `candidates`: how many contacts to look at in all, at most, according to the counts. */
const progressKeys = { looked_at: z.int(), candidates: z.int() } as const;

/** For a search: `partial` (ended before it was full), `progress`; with `total=true` the matches, and if `exact`. */
export const contactListSchema = z.extend(pageSchema(rowSchema), {
  query: z.optional(z.string()),
  partial: z.optional(z.boolean()),
  progress: z.optional(z.object(progressKeys)),
  total: z.optional(z.object({ count: z.int(), exact: z.boolean(), ...progressKeys })),
  snapshot: z.optional(snapshotSchema),
});

/** One record about a person; its other keys depend on its kind. */
const heldSchema = z.looseObject({ kind: z.enum(HELD) });

export const answers: AnswersOf<'contacts'> = {
  contacts: {
    GET: { 200: contactListSchema },
    POST: { 200: contactSchema, 201: contactSchema },
    DELETE: { 204: null },
  },
  contact_actions: { POST: { 204: null } },
  history: { GET: { 200: pageSchema(historyEventSchema) } },
  contact_export: { GET: { 200: pageSchema(heldSchema) } },
};
