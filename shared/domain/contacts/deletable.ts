import type { Settings } from '../workspace.ts';
import type { Contact } from './contact.ts';

/** Whether the contact may be deleted for good: archived contacts only, unless the workspace allows any status. */
export const isDeletable = ({ status }: Contact, { deleteAnyStatus }: Settings): boolean =>
  status === 'archived' || deleteAnyStatus;
