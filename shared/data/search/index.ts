export { hasSnapshot, loadSearch, pageSearch, populationOf } from './page.ts';
export { searchContacts } from './read.ts';
export * from './whole.ts';
