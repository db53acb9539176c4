export * from './pages.ts';
export * from './ranges.ts';
export * from './rounds.ts';
