import * as z from 'zod/mini';
import { FOLDERS, STATUSES } from '../../../shared/domain/contacts/contact.ts';
import type { Job } from '../../../shared/domain/jobs/job.ts';
import { DEEDS, type Deed } from '../../../shared/domain/jobs/summary/deeds.ts';
import { summarySentence } from '../../../shared/domain/jobs/summary/sentence.ts';
import type { Summary, SummaryDetails } from '../../../shared/domain/jobs/summary/summary.ts';
import type { Settings } from '../../../shared/domain/workspace.ts';
import { optional, presenter } from '../../../shared/lambda/http/presenter.ts';

const doing = {
  does: z.enum(Object.keys(DEEDS) as [Deed, ...Deed[]]),
  /** Null: they are not counted yet. */
  people: z.nullable(z.int()),
  /** Of a group, flow or field; null: it is gone. */
  name: optional(z.nullable(z.string())),
  /** The group that people leave; null: it is gone. */
  from: optional(z.nullable(z.string())),
  language: optional(z.string()),
  days: optional(z.int()),
  /** What the flow may make of people. */
  sets: optional(z.array(z.enum(STATUSES))),
  /** Where the people are from: a query that may identify a person with `uuid` only, while the job waits. */
  chosen: optional(
    z.object({
      by: z.enum(['folder', 'query', 'groups', 'hand', 'job', 'time']),
      folder: z.optional(z.enum(FOLDERS)),
      query: z.optional(z.string()),
      groups: z.optional(z.array(z.string())),
      /** So many were left out by hand, and are not among `people`. */
      without: z.optional(z.int()),
    }),
  ),
};

export const summaryShown = presenter<Summary>()({
  ...doing,
  /** All of this as one sentence in English. */
  text: [z.string(), summarySentence],
  /** Whoever asked for it; null: the service. */
  who: z.nullable(z.string()),
  /** It has not begun. */
  asks: z.boolean(),
  /** With `uuid`, of a job that waits. */
  value: optional(z.string()),
  undoes: optional(presenter<NonNullable<Summary['undoes']>>()(doing)),
  policy: optional(
    z.object({
      name: z.string(),
      step: z.optional(z.int()),
      /** What `days` count from; `field:<key>` for a field. */
      clock: z.optional(z.string()),
      days: z.optional(z.int()),
      after: z.optional(z.int()),
    }),
  ),
  /** More than `most` wait for a person. `taken`: with those who count together with them. `usual`: in a night. */
  brake: optional(z.object({ most: z.int(), taken: z.optional(z.int()), usual: z.optional(z.int()) })),
  /** So many have another value, which is lost. */
  replaces: optional(z.int()),
});

const WAITING: ReadonlySet<Job['status']> = new Set(['ready', 'awaiting_approval', 'waiting']);

/** Whoever decides sees values; nobody does where people are anonymous, or when nothing is to be decided. */
export function tellable(
  { status, work }: Job,
  { anon }: Pick<Settings, 'anon'>,
  { selection, params }: Omit<SummaryDetails, 'value'> & { readonly params: unknown },
): SummaryDetails {
  const isOpen = WAITING.has(status) && !anon;
  const { value } = (work.type === 'set_field' && isOpen ? params : {}) as Pick<SummaryDetails, 'value'>;
  return { ...(isOpen && { selection }), ...(value !== undefined && { value }) };
}
