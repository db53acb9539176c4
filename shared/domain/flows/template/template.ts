/** A text made ready: literal pieces and expressions in their order. */
export interface Template {
  readonly source: string;
}

export function readTemplate(source: string): { template: Template; problems: readonly string[] } {
  return { template: { source }, problems: [] };
}
