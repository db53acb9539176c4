/** A cursor that none of our lists has given out. */
export class CursorError extends Error {
  readonly code = 'invalid_cursor';

  constructor(cursor: string) {
    super(`Not a cursor: ${cursor}`);
  }
}
