/** The form for one and the form for several, as English counts. */
export const many = (count: number, one: string, other: string): string => (count === 1 ? one : other);

/** As French counts: none and one and a half are one. */
export const plusieurs = (count: number, one: string, other: string): string => (Math.abs(count) < 2 ? one : other);
