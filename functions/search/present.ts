import type * as z from 'zod/mini';
import type { SearchPlan } from '../../shared/data/search/index.ts';
import type { planSchema } from './answers.schema.ts';

export const showPlan = ({
  access,
  explanation,
  search,
  candidates,
  readUnits,
}: SearchPlan): z.output<typeof planSchema> => ({
  access: access.type,
  explanation,
  folders: [...search.folders],
  candidates,
  read_units: readUnits,
});
