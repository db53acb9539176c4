import * as z from 'zod/mini';
import type { AnyUuid, WorkspaceId } from '../domain/ids.ts';

/** An id in a message, which one of our functions has sent. */
export const idOf = <Id extends AnyUuid>() =>
  z.pipe(
    z.guid(),
    z.transform((text) => text as string as Id),
  );

export const workspace = idOf<WorkspaceId>();
