import type { Format } from '../../../../shared/domain/imports/plan.ts';
import { REASON_COLUMN } from '../../../../shared/domain/imports/refused-file.ts';
import type { TargetText } from '../../../../shared/domain/imports/target.ts';

/** Such a name says itself that the column is a field, a group or an address. */
const EXPLICIT = /^(?:fields\.|field\s*:|urns?\s*:|group\s*:)/i;

/** Whether a column of an own export or pulled file is a field or a group of the workspace that it is from. */
export const isForeign = (column: string): boolean => /^(?:fields\.|field\s*:|group\s*:)/i.test(column);

/** Columns by which formats say who wants no messages, in lower case. */
const OF_FORMATS: Partial<Record<Format, readonly string[]>> = {
  pinpoint: ['optout'],
  ses_contacts: ['unsubscribeall'],
  ses_suppression: ['complaint'],
  mailchimp: ['unsub_time'],
};

/** Whether a column says for certain who wants no messages, because the format of its file does so. */
export const isOfFormat = (column: string, format: Format): boolean =>
  OF_FORMATS[format]?.includes(column.toLowerCase()) === true;

/**
 * Whether a column is what its name says, and is not asked about. Such are the columns of exports that say what each
 * is, the topics of SES, which are groups, and our own reasons.
 */
export function isPlainColumn(
  column: string,
  guess: TargetText,
  { own, prefixed }: { readonly own: boolean; readonly prefixed: boolean },
): boolean {
  if (column === REASON_COLUMN || column.startsWith('topicPreferences.')) return true;
  if (own) return !isForeign(column);
  return prefixed && !EXPLICIT.test(column) && !guess.startsWith('field:');
}
