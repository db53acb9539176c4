/** SQS's fair order, which fauxqs lacks: the oldest of the group with fewest in hand, or least recently served. */
export class FairOrder<Message> {
  readonly #waiting = new Map<string, Message[]>();
  readonly #inHand = new Map<string, number>();
  readonly #servedLast = new Map<string, number>();
  readonly #groupOf: (message: Message) => string;
  #served = 0;

  constructor(groupOf: (message: Message) => string) {
    this.#groupOf = groupOf;
  }

  get waiting(): readonly Message[] {
    return [...this.#waiting.values()].flat();
  }

  add(message: Message): void {
    const group = this.#groupOf(message);
    const messages = this.#waiting.get(group);
    if (messages === undefined) this.#waiting.set(group, [message]);
    else messages.push(message);
  }

  /** Takes the next message; null when none waits. */
  next(): Message | null {
    const [group] = [...this.#waiting.keys()].sort((a, b) => this.#before(a, b));
    if (group === undefined) return null;
    const [message, ...rest] = this.#waiting.get(group) ?? [];
    if (rest.length > 0) this.#waiting.set(group, rest);
    else this.#waiting.delete(group);
    this.#inHand.set(group, this.#has(group) + 1);
    this.#servedLast.set(group, ++this.#served);
    return message ?? null;
  }

  handled(message: Message): void {
    const group = this.#groupOf(message);
    this.#inHand.set(group, Math.max(0, this.#has(group) - 1));
  }

  #has(group: string): number {
    return this.#inHand.get(group) ?? 0;
  }

  #before(a: string, b: string): number {
    return this.#has(a) - this.#has(b) || (this.#servedLast.get(a) ?? 0) - (this.#servedLast.get(b) ?? 0);
  }
}
