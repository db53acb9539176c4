import * as z from 'zod/mini';

/** A page of a list, for the OpenAPI document. */
export const pageSchema = <Item extends z.core.$ZodType>(item: Item) =>
  z.object({ next: z.nullable(z.string()), previous: z.nullable(z.string()), results: z.array(item) });
