/** The URN of a typed address. Without a scheme it is a phone number, or an email address when it has an @. */
export function urnOf(typed: string): string {
  const text = typed.trim();
  if (/^[a-z]+:/i.test(text)) return text;
  return text.includes('@') ? `mailto:${text}` : `tel:${text.replaceAll(/[\s().-]/g, '')}`;
}

/** The URNs of pasted addresses, separated by lines, commas or semicolons. */
export const urnsOf = (pasted: string): string[] => [
  ...new Set(
    pasted
      .split(/[\n\r,;]+/)
      .filter((line) => line.trim() !== '')
      .map(urnOf),
  ),
];
