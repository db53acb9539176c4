import * as z from 'zod/mini';
import type { RunCounts } from '../../shared/data/jobs/index.ts';
import type { FlowHead } from '../../shared/data/workspace/index.ts';
import type { FlowType } from '../../shared/domain/flows/flow.ts';
import type { Problem } from '../../shared/domain/flows/problem.ts';
import { arrayOf, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';
import { coded, codeOf, sentenceOf } from '../../shared/lambda/http/refusals.ts';

const TYPES: Readonly<Record<FlowType, string>> = {
  messaging: 'message',
  messaging_background: 'background',
  messaging_offline: 'survey',
  voice: 'voice',
};

export const flowType = ({ type }: FlowHead): string => TYPES[type];

/** What cannot run here, and where. */
export const problemShown = presenter<Problem>()({
  node: z.nullable(z.string()),
  action: z.nullable(z.string()),
  type: z.nullable(z.string()),
  why: [z.string(), ({ why }) => sentenceOf(why)],
});

/** A flow as TextIt's API shows it (6.8). It runs to its end at once, so no contact is active or waiting in it. */
export const flowShown = presenter<FlowHead, { readonly codes: boolean; readonly runs: RunCounts }>('Flow')({
  uuid: z.uuid(),
  name: z.string(),
  type: [z.string(), flowType],
  archived: z.boolean(),
  labels: [z.array(z.object({ uuid: z.string(), name: z.string() })), () => []],
  expires: z.int(),
  runs: [
    z.object({
      active: z.int(),
      waiting: z.int(),
      completed: z.int(),
      interrupted: z.int(),
      expired: z.int(),
      failed: z.int(),
    }),
    (_, { runs }) => ({ active: 0, waiting: 0, interrupted: 0, expired: 0, ...runs }),
  ],
  results: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      categories: z.array(z.string()),
      node_uuids: z.array(z.string()),
    }),
  ),
  parent_refs: z.array(z.string()),
  /** Addition to TextIt: what cannot run here; such a flow cannot be started. */
  problems: arrayOf(problemShown),
  codes: [
    z.optional(z.object({ problems: z.array(z.object({ why: coded })) })),
    ({ problems }, { codes }) =>
      codes && problems.length > 0 ? { problems: problems.map(({ why }) => ({ why: codeOf(why) })) } : undefined,
  ],
  created_on: timestamp,
  modified_on: timestamp,
});

export const NO_RUNS: RunCounts = { completed: 0, failed: 0 };
