import { REASON_COLUMN } from '../../../../shared/domain/imports/refused-file.ts';
import type { TargetText } from '../../../../shared/domain/imports/target.ts';
import { BOUNCED } from '../read/listing.ts';

/** Such a name says itself that the column is a field, a group or an address. */
const EXPLICIT = /^(?:fields\.|field\s*:|urns?\s*:|group\s*:)/i;

/** Whether a column of a pulled file is a field or a group of the other workspace. */
export const isForeign = (column: string): boolean => /^(?:fields\.|field\s*:|group\s*:)/i.test(column);

/**
 * Whether a column is what its name says, and is not asked about consent. Such are the columns of exports that say what
 * each is, the topics of SES, which are groups, and what the reader of a file has added.
 */
export function isPlainColumn(
  column: string,
  guess: TargetText,
  { exact, prefixed }: { readonly exact: boolean; readonly prefixed: boolean },
): boolean {
  if (exact || column === BOUNCED || column === REASON_COLUMN || column.startsWith('topicPreferences.')) return true;
  // Mailchimp's, which stand beside the time of it.
  if (/^UNSUB_(?:REASON|CAMPAIGN)/.test(column)) return true;
  return prefixed && (EXPLICIT.test(column) || !guess.startsWith('field:'));
}
