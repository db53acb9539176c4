/**
 * Takes the place of `#readers` in the bundles (see bundles/): what finds out the formats of files and reads their records is a file of its own beside the
 * bundle, which is read with the first import. Exports and reports do without it.
 */
import { join } from 'node:path';

type Readers = typeof import('#readers');

const readers = (): Readers => require(join(__dirname, 'readers.cjs'));

export const listingsIn: Readers['listingsIn'] = (...given) => readers().listingsIn(...given);

export const mergePinpoint: Readers['mergePinpoint'] = (listings) => readers().mergePinpoint(listings);
