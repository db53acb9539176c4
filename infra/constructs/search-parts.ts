import { join } from 'node:path';
import { FileSystem } from 'aws-cdk-lib';
import { SEARCH_PART } from '../features/snapshots.ts';
import type { FeatureFunction } from './feature-function.ts';

interface SearchPartsProps {
  /** The function of a name. */
  readonly called: (name: string) => FeatureFunction;
  /** Rows beyond which a snapshot is read in parts; 0: none is. */
  readonly from: number;
  /** Where the bundles are. */
  readonly bundles: string;
}

/** Who answers requests by snapshots of the largest workspaces. */
const ASKERS = ['contacts', 'search'];

/** Parts of one search, at most: each has a million rows of ten million. */
const MOST = 12;
/** Searches that have their parts read at the same time: the list and the facets of one console. */
const AT_ONCE = 2;

/**
 * Lets functions have parts of snapshots read by another one (ADR 108), if the account has room for it: a search never
 * takes of the concurrency that the API and the workers have.
 */
export function addSearchParts({ called, from, bundles }: SearchPartsProps): void {
  const part = called(SEARCH_PART);
  const most = Math.min(MOST, Math.floor((part.atMost ?? 0) / AT_ONCE));
  if (from === 0 || most < 2) return;
  // During a release an asker of the earlier one is refused, and reads alone: two meanings of a query never meet.
  const release = FileSystem.fingerprint(join(bundles, SEARCH_PART)).slice(0, 16);
  part.setVariable('PARTS_RELEASE', release);
  for (const asker of ASKERS.map(called)) {
    asker.setVariable('PARTS_FUNCTION', part.lambda.functionName);
    asker.setVariable('PARTS_AT_MOST', String(most));
    asker.setVariable('PARTS_FROM', String(from));
    asker.setVariable('PARTS_RELEASE', release);
    asker.allow('CallParts', ['lambda:InvokeFunction'], [part.lambda.functionArn]);
  }
}
