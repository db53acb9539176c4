/**
 * Milliseconds after which a wait gives up on a state. What is waited for takes a moment, but the machine may have much else to
 * do, so this is for what hangs.
 */
export const PATIENCE_MS = 240_000;
