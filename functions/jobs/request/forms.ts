import * as z from 'zod/mini';
import { PUBLIC_BODIES } from '../../../shared/domain/jobs/kinds/index.ts';
import type { BodyForm } from '../../../shared/lambda/http/endpoint.ts';

/** Steps of a job, and actions that make a new job of it. */
export const ACTIONS = ['run', 'approve', 'decline', 'pause', 'resume', 'interrupt', 'undo', 'repeat'] as const;

/** What every new job takes besides its kind's fields. */
export const OF_JOBS = ['type', 'selection', 'exclude', 'preview', 'max_rate', 'not_before'];

/** What each step takes besides `action`. A rate is changed alone. */
export const OF_STEPS: Readonly<Record<(typeof ACTIONS)[number], readonly string[]>> = {
  run: ['token', 'count', 'max_rate', 'not_before'],
  approve: ['count', 'note', 'max_rate'],
  decline: ['note', 'max_rate'],
  pause: ['max_rate'],
  resume: ['max_rate'],
  interrupt: ['max_rate'],
  undo: ['preview', 'reason', 'max_rate', 'not_before'],
  repeat: ['preview', 'max_rate', 'not_before'],
};

const ofKinds = [...PUBLIC_BODIES].map(([type, { fields, previewFirst }]): BodyForm => {
  const needed = Object.entries(fields).filter(([, schema]) => !z.safeParse(schema, undefined).success);
  return {
    name: `new_${type}`,
    fields: [...OF_JOBS, ...Object.keys(fields)],
    required: ['type', 'selection', ...needed.map(([name]) => name), ...(previewFirst ? ['preview'] : [])],
    values: { type: [type], ...(previewFirst && { preview: [true] }) },
    without: 'uuid',
  };
});

/** What a step needs besides its name. */
const NEEDED: { readonly [Action in (typeof ACTIONS)[number]]?: readonly string[] } = {
  run: ['token'],
  decline: ['note'],
};

const ofSteps = ACTIONS.map((action): BodyForm => {
  const fields = OF_STEPS[action].filter((name) => name !== 'max_rate');
  const required = ['action', ...(NEEDED[action] ?? [])];
  return { name: action, fields: ['action', ...fields], required, values: { action: [action] }, with: 'uuid' };
});

/** The body of a new job by its type, and of each step. */
export const jobForms: readonly BodyForm[] = [
  ...ofKinds,
  ...ofSteps,
  { name: 'max_rate', fields: ['max_rate'], required: ['max_rate'], with: 'uuid' },
  { name: 'not_before', fields: ['not_before'], required: ['not_before'], with: 'uuid' },
];
