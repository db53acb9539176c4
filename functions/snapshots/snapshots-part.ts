import { openFiles } from '../../shared/lambda/clients/files.ts';
import { handlerOn, stack } from '../../shared/lambda/invocation/handler.ts';
import { REQUEST } from '../../shared/lambda/invocation/retry-limits.ts';
import type { PartAnswer, SearchPart } from '../../shared/services/snapshots/parts/part.ts';
import { readSearchPartFor } from '../../shared/services/snapshots/parts/read-part.ts';

/** Reads a part of a snapshot for a search, which calls it. It has no tables: what it needs of them is in the part. */
export const handler = handlerOn(
  { files: openFiles },
  (runtime) =>
    stack<SearchPart, PartAnswer>(runtime).handler((part) =>
      readSearchPartFor(runtime.files, part, runtime.config.partsRelease),
    ),
  REQUEST,
);
