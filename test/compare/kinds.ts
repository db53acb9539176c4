import type { Kind } from './kind.ts';
import { queries } from './queries.ts';
import { requests } from './requests.ts';
import { templates } from './templates.ts';

/** A new kind is its file and its line here. */
export const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['template', templates],
  ['query', queries],
  ['request', requests],
]);
