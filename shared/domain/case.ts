/** Names in the code are `likeThis`, keys of the API `like_this`. */
export type CamelCase<Key extends string> = Key extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Key;

export const camelCase = <Key extends string>(key: Key) =>
  key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) as CamelCase<Key>;

export const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
