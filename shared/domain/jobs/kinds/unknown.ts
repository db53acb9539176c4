import { errorNamed } from '../../../query/error-named.ts';
import type { Job } from '../job.ts';
import { type DeclaredKind, ofKind } from './kind.ts';

/** Stored work of a kind that only another release knows, during or after its rollout. */
interface Unknown {
  readonly type: 'unknown';
  readonly stored: string;
}

export const isUnknown = ofKind<Unknown>('unknown');

export const unknown: DeclaredKind<Unknown> = {
  type: 'unknown',
  operation: { type: 'none' },
  does: () => 'unknown',
  target: () => ({}),
  refuseUndo: { code: 'undo_unknown' },
  steeredBy: 'administrators',
};

/** The job cannot be carried out here. Its message comes again, perhaps to a release that can. */
export class UnknownKindError extends errorNamed('UnknownKindError') {
  constructor({ uuid, work }: Job) {
    super(`Job ${uuid} is of a kind that this release does not know: ${JSON.stringify(work)}`);
  }
}
