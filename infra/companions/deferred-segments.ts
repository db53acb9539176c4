/** Replaces `#segments` in the bundles (see bundles/). What reads Pinpoint's segments is loaded with the first one. */
import { join } from 'node:path';

type Reader = typeof import('#segments');

export const openSegments: Reader['openSegments'] = (segments, of) =>
  (require(join(__dirname, 'segments.cjs')) as Reader).openSegments(segments, of);
