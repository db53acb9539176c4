/** How often a property is tried that deserves `many` runs: that often in CI, a tenth of it elsewhere. */
export const runs = (many: number): number => (process.env['CI'] ? many : Math.ceil(many / 10));
