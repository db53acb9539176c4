import type { FlowType } from './flow.ts';

/** Flows enter flows of their type; messaging flows also background flows (goflow since March 2026). */
export const mayEnter = (from: FlowType, to: FlowType): boolean =>
  from === to || (from === 'messaging' && to === 'messaging_background');
