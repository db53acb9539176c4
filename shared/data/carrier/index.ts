export { type Place, readPlaces, saveAllKnown, saveKnown } from './known.ts';
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
