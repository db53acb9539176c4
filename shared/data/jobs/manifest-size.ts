export { packUuids, UUID_BYTES, unpackUuids } from '../contacts/index.ts';

/** Bytes of a manifest besides its uuids: keys (90), names and the time to live. */
export const MANIFEST_BYTES = 130;
