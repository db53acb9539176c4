/**
 * Takes the place of `#segments` in the bundles (see bundles/): what reads and tries definitions of Pinpoint's segments is a file of its own beside the
 * bundle, which is read with the first of them.
 */
import { join } from 'node:path';

type Reader = typeof import('#segments');

export const openSegments: Reader['openSegments'] = (segments, of) =>
  (require(join(__dirname, 'segments.cjs')) as Reader).openSegments(segments, of);
