/** Replaces `#consent` in the bundles (see bundles/): words of consent in eight languages, which only imports read. */
import { join } from 'node:path';

type Consent = typeof import('#consent');

const consent = (): Consent => require(join(__dirname, 'consent.cjs'));

export const cellMeaning: Consent['cellMeaning'] = (cell) => consent().cellMeaning(cell);

export const refuses: Consent['refuses'] = (cell, heading) => consent().refuses(cell, heading);
