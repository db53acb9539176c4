/** Replaces `#readers` in the bundles (see bundles/). What reads files is loaded with the first import. */
import { join } from 'node:path';

type Readers = typeof import('#readers');

const readers = (): Readers => require(join(__dirname, 'readers.cjs'));

export const listingsIn: Readers['listingsIn'] = (...given) => readers().listingsIn(...given);

export const mergePinpoint: Readers['mergePinpoint'] = (listings) => readers().mergePinpoint(listings);

export const openContents: Readers['openContents'] = (given) => readers().openContents(given);
