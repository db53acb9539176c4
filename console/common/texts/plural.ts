export const many = (count: number, one: string, other: string): string => (count === 1 ? one : other);

/** The singular or the plural in French, where 0 and 1.5 are singular. */
export const plusieurs = (count: number, one: string, other: string): string => (Math.abs(count) < 2 ? one : other);
