import { random } from './random.ts';
import type { RouterReader } from './router.ts';
import { switchRouter } from './switch.ts';

export const ROUTERS: ReadonlyMap<string, RouterReader> = new Map([
  ['random', random],
  ['switch', switchRouter],
]);
