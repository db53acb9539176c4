/** What the service says no to. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly body: unknown,
  ) {
    super(`${status}: ${typeof body === 'string' ? body : JSON.stringify(body)}`);
  }

  /** The codes of all sentences, such as `no_match`. */
  get codes(): readonly string[] {
    return codesIn((this.body as { codes?: unknown } | null)?.codes);
  }

  static async of(response: Response): Promise<Refusal> {
    return new Refusal(response.status, await response.text());
  }
}

function codesIn(part: unknown): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  const { code } = part as { code?: unknown };
  return typeof code === 'string' ? [code] : Object.values(part).flatMap(codesIn);
}
