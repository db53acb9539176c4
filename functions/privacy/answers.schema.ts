import * as z from 'zod/mini';
import { pageSchema } from '../../shared/lambda/http/page.schema.ts';
import type { AnswersOf } from '../endpoints.ts';
import { SENDABLE } from './sendable.ts';

const erasureSchema = z.object({
  contact: z.uuid(),
  deleted_on: z.string(),
  deleted_by: z.object({ token: z.string(), name: z.nullable(z.string()) }),
  via: z.string(),
  job: z.nullable(z.string()),
  urns: z.array(z.string()),
  removed: z.object({ urns: z.int(), history: z.int(), messages: z.int(), groups: z.int() }),
  entry: z.nullable(z.int()),
  seal: z.nullable(z.int()),
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
    files: z.array(z.object({ kind: z.string(), uuid: z.string(), removed_on: z.string() })),
    entries: z.array(
      z.object({
        number: z.nullable(z.int()),
        hash: z.string(),
        seal: z.nullable(z.int()),
        path: z.nullable(z.array(z.string())),
      }),
    ),
    seals: z.array(
      z.object({
        number: z.int(),
        at: z.int(),
        until: z.int(),
        first: z.int(),
        count: z.int(),
        previous: z.string(),
        root: z.string(),
        hash: z.string(),
      }),
    ),
    proof: z.nullable(z.object({ index: z.int(), size: z.int(), path: z.array(z.string()) })),
  }),
  algorithm: z.string(),
  public_key: z.string(),
  signature: z.string(),
});

const publicKeySchema = z.object({
  algorithm: z.string(),
  public_key: z.string(),
  other_public_keys: z.array(z.string()),
});

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

/** The result for an added address: its contact was stopped, it had refused messages already, or it is remembered. */
export const ADDED = ['suppressed', 'stopped', 'already'] as const;

export const addedSchema = z.object({ results: z.array(z.object({ outcome: z.enum(ADDED) })) });

export const answers: AnswersOf<'privacy'> = {
  erasures: { GET: { 200: z.union([pageSchema(erasureSchema), receiptSchema, publicKeySchema]) } },
  sendable: { POST: { 200: sendableSchema } },
  suppressions: { GET: { 200: suppressionSchema }, POST: { 200: addedSchema }, DELETE: { 204: null } },
};
