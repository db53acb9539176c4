/** A Markdown table; the first row is its head. */
export const table = ([heads = [], ...rows]: readonly (readonly string[])[]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

export const whole = (number: number): string => Math.round(number).toLocaleString('en');
