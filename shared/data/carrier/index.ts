export * from './list-numbers.ts';
export * from './outbox.ts';
