export { hasSnapshot, loadSearch, pageSearch, populationOf } from './page.ts';
export { searchContacts } from './read.ts';
export { ALL_AT_ONCE, besides, cursorOfSpot, READ_AT_MOST, type SpotPlace, searchWhole, spotPlaceOf } from './whole.ts';
