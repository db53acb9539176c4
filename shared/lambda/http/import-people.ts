import * as z from 'zod/mini';

const people = z.object({
  contacts: z.int(),
  /** Their rows say that they want no messages. */
  want_none: z.int(),
});

/** People of an import by what becomes of them: as its preview foresees it, and its job has done it. */
export const importPeopleSchema = z.object({ created: people, updated: people, unchanged: people });
