import type * as first from './en/first.ts';
import type * as en from './en/texts.ts';

/** The texts of the first load. */
export type FirstTexts = typeof first;

/** Every text of the console. A language that lacks one of them does not compile. */
export type Texts = typeof en;
