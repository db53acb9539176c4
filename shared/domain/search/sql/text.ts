import { errorNamed } from '../../../query/error-named.ts';
import { LINE } from './names.ts';

/** What no file tells, or no SQL can say. */
export class NotInSqlError extends errorNamed('NotInSqlError') {
  readonly code = 'not_in_sql';

  /** @param what - as people know it */
  constructor(what: string) {
    super(`SQL cannot ask the files of a snapshot for ${what}.`);
  }
}

/** A text in SQL. Throws for one with characters that engines do not keep. */
export function sqlText(text: string): string {
  if (!text.isWellFormed() || text.includes('\0'))
    throw new NotInSqlError('a text with characters that it cannot hold');
  const parts = text.split(LINE).map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? `${parts[0]}` : `concat(${parts.join(', chr(10), ')})`;
}

/** A text as itself in a regular expression of RE2's and Java's common part. */
export const literally = (text: string): string => text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
