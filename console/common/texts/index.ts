export type { FirstTexts, Texts } from './catalogue.ts';
export { type Formats, isWorthSaying, useFormats } from './formats.ts';
export { LANGUAGES, type Language } from './languages.ts';
export { type Option, optionsIn, optionsOf } from './options.ts';
export { problemAt, ServiceText, useProblems } from './problems.tsx';
export { textFor } from './text-for.ts';
export { LanguageProvider, useFirstTexts, useLanguage, useTexts } from './texts.tsx';
export { filled } from './texts-of.ts';
export { instantOf, wallOf } from './zoned-time.ts';
