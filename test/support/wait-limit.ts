/**
 * Milliseconds after which a wait for a state fails. It only ends a test that hangs, since a busy machine may be slow.
 */
export const WAIT_LIMIT_MS = 240_000;
