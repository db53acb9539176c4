export { loadSearch, pageSearch } from './page.ts';
export { searchContacts } from './read.ts';
export { hasSnapshot, populationOf } from './size.ts';
export { besides, cursorOfSpot, type SpotPlace, spotPlaceOf } from './spots.ts';
export { ALL_AT_ONCE, READ_AT_MOST, searchWhole } from './whole.ts';
