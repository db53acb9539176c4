import { answers } from './feature.ts';

/** Contact fields. Another type starts jobs for the smart groups that use the field. */
export const fields = answers('fields', { reads: ['J#'], writes: ['W#', 'J#'] }, (fn, { queues }) => {
  queues.select.grantSend(fn);
});
