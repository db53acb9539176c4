import type { Instant } from '../instant.ts';

/** An export, or the files of an import, that was removed because somebody in it was deleted for good. */
export interface RemovedFile {
  readonly kind: 'export' | 'import';
  readonly uuid: string;
  readonly on: Instant;
}
