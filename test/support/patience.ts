/**
 * Milliseconds after which a wait for a state fails. It only ends a test that hangs, since a busy machine may be slow.
 */
export const PATIENCE_MS = 240_000;
