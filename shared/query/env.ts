import type { ValueType } from './meaning/attributes.ts';
import type { DateStyle } from './values/civil.ts';

export type FieldType = 'text' | 'number' | 'datetime' | 'state' | 'district' | 'ward';

/** Something a workspace has by name: a group or a flow. */
export interface NamedAsset {
  readonly uuid: string;
  readonly name: string;
}

/** Looks things up in a workspace; null for what does not exist. Keys come in lower case, names in any case. */
interface Resolver {
  field(key: string): { readonly name: string; readonly type: FieldType } | null;
  group(name: string): NamedAsset | null;
  flow(name: string): NamedAsset | null;
}

/** What reading a date depends on. */
export interface DateEnv {
  readonly dateStyle: DateStyle;
  /** IANA name. */
  readonly timezone: string;
  /** The present, in µs since 1970. */
  readonly now: number;
}

/** The workspace in which a query is read. */
export interface QueryEnv extends DateEnv {
  /** Attributes that contacts have beyond TextIt's, by key, with the type that their values are compared as. */
  readonly attributes?: Readonly<Record<string, ValueType>>;
  /** Addresses are hidden: a query may only ask whether a contact has one. */
  readonly redactUrns: boolean;
  /** Reads a phone number as people in the workspace's country write it, and returns E.164 or null. */
  readonly parsePhone?: (text: string) => string | null;
  /** Whether a lower-case code of three letters is a language. Without this function, every such code is one. */
  readonly isLanguage?: (code: string) => boolean;
  /** Without a resolver, unknown names are fields of unknown type; groups and flows are not checked (TextIt 5.4). */
  readonly resolver?: Resolver;
}
