export { type ListNumber, readListNumbers, saveAllKnown, saveKnown } from './list-numbers.ts';
export {
  type Changed,
  dueListChecks,
  endListCheck,
  forgetNumber,
  type ListCheck,
  limitListCheck,
  listCheckWrites,
  noteListChecks,
  putOff,
  readListCheck,
} from './outbox.ts';
