/** Bundles at 39fed1d, before what was deferred by hand became ordinary code (ADR 006), as `measureBundles` measured them. */
export const BUNDLES_BEFORE: Readonly<Record<string, { readonly kilobytes: number; readonly ratio: number }>> = {};
