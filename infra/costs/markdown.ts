export const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

export const dollars = (amount: number): string => amount.toFixed(2);
