import type * as en from './en/texts.ts';

/** Every text of the console. A language that lacks one of them does not compile. */
export type Texts = typeof en;
