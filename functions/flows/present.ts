import * as z from 'zod/mini';
import type { StoredFlow } from '../../shared/data/flows.ts';
import { readFlow } from '../../shared/domain/flows/definition.ts';
import { formatInstant } from '../../shared/domain/instant.ts';

/** A flow as TextIt's API shows it (6.8). */
export const flowSchema = z.lazy(() =>
  z.object({
    uuid: z.uuid(),
    name: z.string(),
    type: z.string(),
    archived: z.boolean(),
    labels: z.array(z.object({ uuid: z.string(), name: z.string() })),
    expires: z.int(),
    runs: z.object({
      active: z.int(),
      waiting: z.int(),
      completed: z.int(),
      interrupted: z.int(),
      expired: z.int(),
      failed: z.int(),
    }),
    results: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        categories: z.array(z.string()),
        node_uuids: z.array(z.string()),
      }),
    ),
    parent_refs: z.array(z.string()),
    created_on: z.string(),
    modified_on: z.string(),
  }),
);

export interface Runs {
  readonly completed: number;
  readonly failed: number;
}

/** Spec names of flow types, and the API's words for them. */
const TYPES: Readonly<Record<string, string>> = {
  messaging: 'message',
  messaging_background: 'background',
  messaging_offline: 'survey',
  voice: 'voice',
};

export const flowType = ({ definition }: StoredFlow): string => {
  const type = (definition as { type?: string }).type ?? 'messaging';
  return TYPES[type] ?? type;
};

/** A flow here runs to its end at once, so nobody is ever active or waiting in it. */
export function showFlow(flow: StoredFlow, { completed, failed }: Runs): z.output<typeof flowSchema> {
  const { expire_after_minutes: expires = 0 } = flow.definition as { expire_after_minutes?: number };
  const reading = readFlow(flow.definition);
  return {
    uuid: flow.uuid,
    name: flow.name,
    type: flowType(flow),
    archived: flow.archived,
    labels: [],
    expires,
    runs: { active: 0, waiting: 0, completed, interrupted: 0, expired: 0, failed },
    results: reading.ok
      ? reading.flow.results.map(({ key, name, categories, node_uuids }) => ({
          key,
          name,
          categories: [...categories],
          node_uuids: [...node_uuids],
        }))
      : [],
    parent_refs: [],
    created_on: formatInstant(flow.createdOn),
    modified_on: formatInstant(flow.modifiedOn),
  };
}

export const NO_RUNS: Runs = { completed: 0, failed: 0 };
