/**
 * Milliseconds after which a wait for a state fails. The state usually takes a moment, but the machine may be busy, so that this
 * limit is only for a test that hangs.
 */
export const PATIENCE_MS = 240_000;
