import { STATUSES, type Status } from '../../contacts/contact.ts';
import { liftsRefusal } from '../../contacts/properties/status.ts';
import { choice } from '../../schema.ts';
import { skipped } from '../verdict.ts';
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
    // Who was put away comes back as what they were (docs/adr/037); nobody else is brought back that refused messages.
    modifiers: (contact, { work: { status } }) =>
      liftsRefusal(contact, status) && contact.status !== 'archived'
        ? skipped('opted_out')
        : [{ type: 'status', status }],
  },
  target: ({ status }) => ({ status }),
  via: 'job',
};
