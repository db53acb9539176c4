import { type ContactId, dashed } from '../../domain/ids.ts';

export const UUID_BYTES = 16;

/** Uuids as 16 bytes each, in order: 500 take 8 KB instead of 18. */
export function packUuids(uuids: readonly ContactId[]): Uint8Array {
  return Buffer.from(uuids.map((uuid) => uuid.replaceAll('-', '')).join(''), 'hex');
}

export function unpackUuids(packed: Uint8Array): ContactId[] {
  const hex = Buffer.from(packed).toString('hex');
  return Array.from(
    { length: packed.length / UUID_BYTES },
    (_, i) => dashed(hex.slice(2 * UUID_BYTES * i, 2 * UUID_BYTES * (i + 1))) as ContactId,
  );
}
