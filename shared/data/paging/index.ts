export {
  asListed,
  CursorError,
  cursorTo,
  type Neighbours,
  neighboursOf,
  type PagePlace,
  pageWindowOf,
  placeOf,
  untilShown,
} from './cursor.ts';
export { type ItemPage, pageItems } from './pages.ts';
export { behind, countRange, justAbove, mergeRanges, type Range, readRange } from './ranges.ts';
export { nextRound } from './rounds.ts';
