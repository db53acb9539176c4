/** What a deed is done with, in words. */
interface Words {
  /** `1,261 people who are dormant`. */
  readonly people: string;
  /** The group, flow or field. */
  readonly name: string;
  /** The group that people leave. */
  readonly from: string;
  readonly language: string;
  readonly days: number;
  /** `to “Gasabo”`, with a space before it; empty where the value is not known. */
  readonly to: string;
  /** `, which may archive them`; empty for a flow that changes no status. */
  readonly sets: string;
  /** What is undone. */
  readonly earlier: string;
}

/** Everything that jobs do, as it follows "to". The console has each in its languages, by the same names. */
export const DEEDS = {
  archive: ({ people }) => `archive ${people}`,
  restore: ({ people }) => `restore ${people}`,
  bring_back: ({ people }) => `restore ${people}, also if they refused messages`,
  block: ({ people }) => `block ${people}`,
  stop: ({ people }) => `mark ${people} as opted out`,
  delete: ({ people }) => `delete ${people} for good`,
  purge: ({ people, days }) => `delete ${people} for good, archived and quiet for ${days} days`,
  start_flow: ({ people, name, sets }) => `send ${people} through the flow ${name}${sets}`,
  add_to_group: ({ people, name }) => `add ${people} to the group ${name}`,
  remove_from_group: ({ people, name }) => `take ${people} out of the group ${name}`,
  move_to_group: ({ people, name, from }) => `move ${people} from the group ${from} to the group ${name}`,
  clear_group: ({ people, name }) => `empty the group ${name}, which has ${people}`,
  populate_group: ({ people, name }) => `find the members of the group ${name} among ${people}`,
  repair_groups: ({ people }) => `find the members of all smart groups again among ${people}`,
  turn_groups: ({ people }) => `update the groups of ${people} as of today`,
  set_field: ({ people, name, to }) => `set the field ${name} of ${people}${to}`,
  clear_field: ({ people, name }) => `empty the field ${name} of ${people}`,
  set_language: ({ people, language }) => `set the language of ${people} to ${language}`,
  clear_language: ({ people }) => `take away the language of ${people}`,
  flag: ({ people }) => `flag ${people} as dormant`,
  look_for_dormant: ({ people, days }) => `check which of ${people} have been quiet for ${days} days`,
  tell: ({ people }) => `tell other programs about ${people}`,
  stop_sending: ({ people }) => `stop sending to ${people}`,
  take_step: ({ people }) => `move ${people} one step on`,
  import: ({ people }) => `import ${people}`,
  export: ({ people }) => `write ${people} into a file`,
  undo: ({ people, earlier }) => `undo for ${people}: ${earlier}`,
  unknown: ({ people }) => `do something with ${people} that only another release knows`,
} as const satisfies Readonly<Record<string, (words: Words) => string>>;

export type Deed = keyof typeof DEEDS;
