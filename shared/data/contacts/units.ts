/** What reads cost, in read units, to choose the cheapest way to some contacts. */

/** A contact of up to 4 KB, eventually consistent. */
export const CONTACT_UNITS = 0.5;
/** Entries of some 200 bytes (an index) and 120 bytes (a roster) in the 8 KB of a unit. */
export const INDEX_UNITS = 1 / 40;
export const ROSTER_UNITS = 1 / 60;
/** A consistent read of an address and of its owner. */
export const ADDRESS_UNITS = 2;
/** Eight queries, at least half a unit each. */
export const SHARDS_UNITS = 4;
