/** Escapes characters that XML cannot hold, and texts that look like an escape: `_x0041_` would be read as `A`. */
export const xlsxText = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
