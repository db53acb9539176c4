/**
 * The base of a class of errors that code tells from others. Each bundle of a function has its own copy of the class,
 * so an error is known by its name: what one bundle throws, `instanceof` finds in another.
 *
 * @param name - of the class; logs show it
 */
export const errorNamed = (name: string) =>
  // biome-ignore lint/plugin: this is what the others extend
  class extends Error {
    override readonly name: string = name;

    static override [Symbol.hasInstance](error: unknown): boolean {
      return error instanceof Error && error.name === name;
    }
  };
