export { type Place, readPlaces, saveAllKnown, saveKnown } from './list-numbers.ts';
export {
  type Changed,
  dueLooks,
  endLook,
  forgetNumber,
  type Look,
  limitLook,
  lookWrites,
  noteLooks,
  putOff,
  readLook,
} from './outbox.ts';
