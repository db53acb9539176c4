import { SEARCH_FOLDERS, type SearchFolder } from '../../shared/domain/search/facts.ts';
import { refuse } from '../../shared/lambda/errors.ts';
import type { LegacyRequest as Request } from '../../shared/lambda/legacy.ts';

/** A folder by its name in any case; null when none is given. */
export function folderParam(text: string | undefined): SearchFolder | null {
  if (text === undefined) return null;
  const folder = SEARCH_FOLDERS.find((name) => name === text.toLowerCase());
  if (!folder) throw refuse(`Param 'folder': ${text} is not one of ${SEARCH_FOLDERS.join(', ')}.`);
  return folder;
}

/** What cannot be honoured together is refused, for an answer to another question would look like the right one. */
export function refuseTogether(query: Request['query'], name: string, others: readonly string[]): void {
  const [other] = others.filter((one) => query[one] !== undefined);
  if (other) throw refuse(`Param '${other}' cannot be combined with '${name}'.`);
}
