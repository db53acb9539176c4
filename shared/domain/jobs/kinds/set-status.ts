import { STATUSES, type Status } from '../../contacts/contact.ts';
import { choice } from '../../schema.ts';
import { anySelection, type Kind, publicBody } from './kind.ts';

/** Gives contacts a status. */
export interface SetStatus {
  readonly type: 'set_status';
  readonly status: Status;
}

export const setStatus: Kind<SetStatus> = {
  body: publicBody({
    fields: { status: choice(STATUSES) },
    work: ({ status }) => ({ work: { type: 'set_status', status } }),
    searches: null,
    refuseSelection: anySelection,
    previewFirst: null,
  }),
  operation: {
    type: 'modify',
    modifiers: (_, { work: { status } }) => [{ type: 'status', status }],
  },
  target: ({ status }) => ({ status }),
  via: 'job',
};
