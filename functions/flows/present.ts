import type * as z from 'zod/mini';
import type { RunCounts } from '../../shared/data/jobs/index.ts';
import type { FlowHead } from '../../shared/data/workspace/index.ts';
import type { FlowType } from '../../shared/domain/flows/flow.ts';
import type { Problem } from '../../shared/domain/flows/problem.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { codeOf, sentenceOf } from '../../shared/lambda/http/refusals.ts';
import type { flowSchema } from './answers.schema.ts';

const TYPES: Readonly<Record<FlowType, string>> = {
  messaging: 'message',
  messaging_background: 'background',
  messaging_offline: 'survey',
  voice: 'voice',
};

export const flowType = ({ type }: FlowHead): string => TYPES[type];

/** A flow runs to its end at once, so no contact is active or waiting in it. */
export function showFlow(
  flow: FlowHead,
  { completed, failed }: RunCounts,
  { codes }: Pick<RequestContext, 'codes'>,
): z.output<typeof flowSchema> {
  return {
    uuid: flow.uuid,
    name: flow.name,
    type: flowType(flow),
    archived: flow.archived,
    labels: [],
    expires: flow.expires,
    runs: { active: 0, waiting: 0, completed, interrupted: 0, expired: 0, failed },
    results: flow.results.map(({ key, name, categories, node_uuids }) => ({
      key,
      name,
      categories: [...categories],
      node_uuids: [...node_uuids],
    })),
    parent_refs: [...flow.parentRefs],
    problems: flow.problems.map(showProblem),
    ...(codes &&
      flow.problems.length > 0 && { codes: { problems: flow.problems.map(({ why }) => ({ why: codeOf(why) })) } }),
    created_on: formatInstant(flow.createdOn),
    modified_on: formatInstant(flow.modifiedOn),
  };
}

export const showProblem = ({ node, action, type, why }: Problem) => ({ node, action, type, why: sentenceOf(why) });

export const NO_RUNS: RunCounts = { completed: 0, failed: 0 };
