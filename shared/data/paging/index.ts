export {
  asListed,
  CursorError,
  cursorTo,
  type ItemPage,
  type Neighbours,
  neighboursOf,
  type PagePlace,
  pageItems,
  pageWindowOf,
  placeOf,
  untilShown,
} from './pages.ts';
export { behind, countRange, justAbove, mergeRanges, type Range, readRange } from './ranges.ts';
export { nextRound } from './rounds.ts';
