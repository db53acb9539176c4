import type { FailReason, SkipReason } from '../jobs/verdict.ts';
import type { Refusal } from './record.ts';

/** What is wrong with a row, without what stands in it. Null: its own words say nothing of that either. */
const REFUSED: Readonly<Record<Refusal, string | null>> = {
  no_address: null,
  invalid_address: 'Not an address. Phone numbers need a country code, or the country of the workspace.',
  shortened_number: 'A number that a spreadsheet has shortened; its digits are lost.',
  invalid_uuid: 'Not a UUID.',
  invalid_language: 'Not a valid ISO639-3 language code.',
  invalid_status: 'Not a status.',
  invalid_time: 'Not a time.',
  future_time: 'A time in the future.',
  invalid_flag: 'Neither yes nor no.',
  invalid_group: 'Not the name of a group.',
  conflict: 'Two of its cells say different things of one.',
  too_many_cells: null,
  too_large: 'More than one contact can have.',
  bad_encoding: 'Letters that cannot be read.',
  not_json: null,
  duplicate: null,
  several_contacts: null,
  address_taken: null,
  deleted: null,
};

const UNDONE: Readonly<Partial<Record<SkipReason | FailReason, string>>> = {
  deleted: 'The contact was deleted after the preview.',
  address_taken: 'One of its addresses has come to another contact since the preview.',
  too_large: 'More than one contact can have.',
  rows_gone: 'What was read of the files was gone: it is kept for a day.',
  worker: 'It was tried to the end and given up. Import it again.',
  error: 'A fault of the service. Import it again.',
  too_many_jobs: 'Too many jobs that are not over have changed the contact. Import it again later.',
};

/** Why a row is not imported, or was not carried out, in words that quote nothing of it. @param own - those of its refusal */
export function wordsOf(reason: string, own: string): string {
  if (own === '') return UNDONE[reason as SkipReason | FailReason] ?? '';
  return REFUSED[reason as Refusal] ?? own;
}
