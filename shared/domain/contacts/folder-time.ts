import { quarterOf } from '../instant.ts';
import type { Contact } from './contact.ts';

/**
 * The quarter of an hour that orders a folder: last seen (or creation) for active contacts, otherwise the change of
 * status.
 */
export const folderTime = (contact: Contact): string =>
  quarterOf(contact.status === 'active' ? (contact.lastSeenOn ?? contact.createdOn) : contact.statusOn);
