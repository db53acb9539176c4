/** Runs of a property for which CI makes `many`: that number in CI, a tenth of it elsewhere. */
export const runs = (many: number): number => (process.env['CI'] ? many : Math.ceil(many / 10));
