/** A companion of bundles, so that only what plans an import loads all words of consent (infra/bundles). */
export { decideColumn, decideFile, inOrderOfProbability, isSure } from './decide.ts';
export { ConsentCounter, type CountedConsent, consentFile } from './recognise.ts';
