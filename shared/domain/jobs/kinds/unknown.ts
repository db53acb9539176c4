import type { Job } from '../job.ts';
import { type Kind, ofKind } from './kind.ts';

/** Work that another release stored and this one does not know: while a release is being rolled out, or was taken back. */
export interface Unknown {
  readonly type: 'unknown';
  /** Its type as stored. */
  readonly stored: string;
}

export const isUnknown = ofKind<Unknown>('unknown');

export const unknown: Kind<Unknown> = {
  type: 'unknown',
  body: null,
  operation: { type: 'none' },
  target: () => ({}),
  refuseUndo: { code: 'undo_unknown' },
  via: 'job',
};

/** Thrown for a job that cannot be carried out here. Its message comes again, perhaps to a release that can. */
export class UnknownKindError extends Error {
  constructor({ uuid, work }: Job) {
    super(`Job ${uuid} is of a kind that this release does not know: ${JSON.stringify(work)}`);
    this.name = 'UnknownKindError';
  }
}
