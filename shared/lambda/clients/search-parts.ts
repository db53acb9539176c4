import type { SearchParts } from '../../messages/snapshots.ts';
import type { Config } from '../invocation/config.ts';
import { callFunction } from './call-function.ts';

/** A part takes some two seconds; whoever searches has fifteen. */
const WAITS_FOR_MS = 7_000;

/** The function that reads parts of snapshots; null where the deployment leaves no room for it. */
export const openSearchParts = ({ searchParts }: Config): SearchParts | null =>
  searchParts === undefined
    ? null
    : { ...searchParts, read: (part) => callFunction(searchParts.name, part, WAITS_FOR_MS) };
