import * as z from 'zod/mini';
import { STATUSES } from '../../shared/domain/contacts/contact.ts';
import { pageOf } from '../../shared/lambda/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';
import { HELD } from './export-sections.ts';
import { type ContactAnswer, KEYS } from './present.ts';
import { SENDABLE } from './sendable.ts';

const reference = z.object({ uuid: z.string(), name: z.string() });

/** Of keys that are more than a text or a flag that may be null. */
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

/** A contact as TextIt's API shows it (6.3), with what TextIt has not added. */
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

/** A contact in a list: whole, or with the keys that `fields` names. */
const rowSchema = z.extend(z.partial(contactSchema), { uuid: z.uuid(), version: z.optional(z.int()) });

export const contactListSchema = z.extend(pageOf(rowSchema), {
  query: z.optional(z.string()),
  partial: z.optional(z.boolean()),
});

const erasureSchema = z.object({
  contact: z.uuid(),
  deleted_on: z.string(),
  deleted_by: z.object({ token: z.string(), name: z.nullable(z.string()) }),
  via: z.string(),
  job: z.nullable(z.string()),
  urns: z.array(z.string()),
  removed: z.object({ urns: z.int(), history: z.int(), messages: z.int(), groups: z.int() }),
  entry: z.int(),
});

const receiptSchema = z.object({
  receipt: z.object({
    version: z.literal(1),
    workspace: z.uuid(),
    issued_on: z.string(),
    contact: z.nullable(z.string()),
    job: z.nullable(z.string()),
    total: z.int(),
    contacts_sha256: z.string(),
    erasures: z.nullable(z.array(erasureSchema)),
    entries: z.array(z.object({ number: z.int(), hash: z.string() })),
  }),
  algorithm: z.string(),
  public_key: z.string(),
  signature: z.string(),
});

const publicKeySchema = z.object({ algorithm: z.string(), public_key: z.string() });

/** One thing that is held of a person; what else it has depends on its kind. */
const heldSchema = z.looseObject({ kind: z.enum(HELD) });
export const sendableSchema = z.object({
  results: z.array(z.object({ urn: z.string(), outcome: z.enum(SENDABLE), contact: z.nullable(z.uuid()) })),
});

export const suppressionSchema = z.object({
  urn: z.string(),
  suppressed: z.boolean(),
  status: z.nullable(z.enum(['stopped', 'blocked'])),
  since: z.nullable(z.string()),
  contact: z.nullable(z.uuid()),
  notes: z.array(z.object({ on: z.string(), what: z.enum(['added', 'lifted']), by: z.string(), reason: z.string() })),
});

/** What became of an address that was added: a contact that has it was stopped, or it had refused messages already. */
export const ADDED = ['suppressed', 'stopped', 'already'] as const;

export const addedSchema = z.object({ results: z.array(z.object({ outcome: z.enum(ADDED) })) });

export const answers: AnswersOf<'contacts'> = {
  contacts: {
    GET: { 200: contactListSchema },
    POST: { 200: contactSchema, 201: contactSchema },
    DELETE: { 204: null },
  },
  contact_actions: { POST: { 204: null } },
  history: { GET: { 200: pageOf(historyEventSchema) } },
  erasures: { GET: { 200: z.union([pageOf(erasureSchema), receiptSchema, publicKeySchema]) } },
  contact_export: { GET: { 200: pageOf(heldSchema) } },
  sendable: { POST: { 200: sendableSchema } },
  suppressions: { GET: { 200: suppressionSchema }, POST: { 200: addedSchema }, DELETE: { 204: null } },
};
