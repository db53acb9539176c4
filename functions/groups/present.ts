import * as z from 'zod/mini';
import { GROUP_STATUSES, type Group } from '../../shared/domain/workspace.ts';

/** A group as TextIt's API shows it (6.6). */
export const groupSchema = z.lazy(() =>
  z.object({
    uuid: z.uuid(),
    name: z.string(),
    query: z.nullable(z.string()),
    status: z.enum(GROUP_STATUSES),
    system: z.boolean(),
    count: z.int(),
  }),
);

export const showGroup = (
  { uuid, name, query, status, system }: Group,
  counts: Readonly<Record<string, number>>,
): z.output<typeof groupSchema> => ({ uuid, name, query, status, system, count: counts[uuid] ?? 0 });
