import * as z from 'zod/mini';
import { type Contact, STATUSES, type Status } from '../../contacts/contact.ts';
import { LONGEST_REASON, lastWordOf } from '../../contacts/opt-out/last-word.ts';
import { liftsRefusal } from '../../contacts/properties/status.ts';
import type { Instant } from '../../instant.ts';
import { choice, text } from '../../schema.ts';
import { skipped } from '../../selection/verdict.ts';
import { type DeclaredKind, publicBody, type WorkAsked } from './kind.ts';

/** Gives contacts a status. */
export interface SetStatus {
  readonly type: 'set_status';
  readonly status: Status;
  /** Contacts that refused messages become active too, for the given reason, after a preview's count. */
  readonly bringsBack?: true;
}

const DEEDS_OF = { active: 'restore', archived: 'archive', blocked: 'block', stopped: 'stop' } as const;

export const setStatus: DeclaredKind<SetStatus> = {
  type: 'set_status',
  body: publicBody({
    fields: { status: choice(STATUSES), reason: z.optional(text({ max: LONGEST_REASON })) },
    work({ status, reason }, _, { preview }): WorkAsked<SetStatus> {
      if (reason === undefined) return { work: { type: 'set_status', status } };
      if (status !== 'active') return { field: 'reason', problem: { code: 'reason_for_active' } };
      if (!preview) return { field: 'preview', problem: { code: 'preview_brought_back' } };
      return { work: { type: 'set_status', status, bringsBack: true }, params: { reason } };
    },
    previewFirst: null,
  }),
  operation: {
    type: 'modify',
    takesParams: ({ bringsBack }) => bringsBack === true,
    modifiers(contact, { work: { status, bringsBack }, createdOn }, { params }) {
      if (!liftsRefusal(contact, status)) return [{ type: 'status', status }];
      if (!bringsBack || hasRefusedSince(contact, createdOn)) return leftOut(contact);
      const { reason } = params as { readonly reason: string };
      return [{ type: 'status', status, reason }];
    },
  },
  does: ({ status, bringsBack }) => (bringsBack ? 'bring_back' : DEEDS_OF[status]),
  target: ({ status }) => ({ status }),
  refuseUndo: null,
  steeredBy: 'writers',
  countToRun: ({ bringsBack }) => bringsBack === true,
  approval: ({ bringsBack }) => (bringsBack ? 'lift_opt_outs' : null),
};

/** Archived contacts return to what they were (ADR 037); others who refused messages stay as they are. */
const leftOut = ({ status }: Contact) =>
  status === 'archived' ? [{ type: 'status', status: 'active' } as const] : skipped('opted_out');

/** Whether a contact refused messages or was heard from after the job was made, which nobody could consider. */
function hasRefusedSince(contact: Contact, since: Instant): boolean {
  const { statusOn, lastChange, modifiedOn } = contact;
  const said = lastWordOf(contact);
  return (
    statusOn > since || (said?.says === 'out' && said.on > since) || (lastChange.via === 'event' && modifiedOn > since)
  );
}
