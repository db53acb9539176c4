/** What somebody types or pastes as an address, as the API takes it: a number without a scheme is a phone number, and what has an @ is mail. */
export function urnOf(typed: string): string {
  const text = typed.trim();
  if (/^[a-z]+:/i.test(text)) return text;
  return text.includes('@') ? `mailto:${text}` : `tel:${text.replaceAll(/[\s().-]/g, '')}`;
}

/** One address a line, as a column of a spreadsheet is pasted; also apart by commas or semicolons. */
export const urnsOf = (pasted: string): string[] => [
  ...new Set(
    pasted
      .split(/[\n\r,;]+/)
      .filter((line) => line.trim() !== '')
      .map(urnOf),
  ),
];
