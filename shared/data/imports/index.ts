export * from './imports.ts';
export * from './pulls.ts';
