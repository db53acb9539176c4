import { isBlank, isJsonObject, type Json } from '../json.ts';
import { type Context, localized, presentTemplate } from './context.ts';

/** A test of version 13. */
interface Test {
  readonly type: string;
  readonly arguments: readonly string[];
}

type TestMigration = (test: Json, uuid: string, context: Context) => Test;

/** A test with the values of these keys, which are the same in every language. */
const valued =
  (type: string, ...keys: readonly string[]): TestMigration =>
  (test, _, context) => ({
    type,
    arguments: keys.filter((key) => !isBlank(test[key])).map((key) => presentTemplate(test[key], context)),
  });

/** A test whose words are translated. */
const worded =
  (type: string): TestMigration =>
  ({ test }, uuid, context) => ({ type, arguments: [localized(test, { uuid, property: 'arguments' }, context)] });

const pattern: TestMigration = (test, uuid, context) =>
  worded('has_pattern')(test, uuid, { ...context, translation: { ...context.translation, isPattern: true } });

const status =
  (type: string, key: string, words: Readonly<Record<string, string>> = {}): TestMigration =>
  ({ [key]: given }) => ({ type, arguments: [words[String(given)] ?? String(given ?? '')] });

const inGroup: TestMigration = ({ test }, _, { references }) => {
  const { uuid, name } = references.group(test);
  return { type: 'has_group', arguments: [uuid, name] };
};

const DONE = { success: 'Success', failure: 'Failure', failed: 'Failure' } as const;

/** Old tests, but for those that became parts of the router: `true`, `false` and `timeout`. */
const TESTS: ReadonlyMap<unknown, TestMigration> = new Map(
  Object.entries({
    airtime_status: status('has_category', 'exit_status', DONE),
    between: valued('has_number_between', 'min', 'max'),
    contains: worded('has_all_words'),
    contains_any: worded('has_any_word'),
    contains_only_phrase: worded('has_only_phrase'),
    contains_phrase: worded('has_phrase'),
    date: valued('has_date'),
    date_after: valued('has_date_gt', 'test'),
    date_before: valued('has_date_lt', 'test'),
    date_equal: valued('has_date_eq', 'test'),
    district: valued('has_district', 'test'),
    email: valued('has_email'),
    eq: valued('has_number_eq', 'test'),
    gt: valued('has_number_gt', 'test'),
    gte: valued('has_number_gte', 'test'),
    has_email: valued('has_email'),
    in_group: inGroup,
    lt: valued('has_number_lt', 'test'),
    lte: valued('has_number_lte', 'test'),
    not_empty: valued('has_text'),
    number: valued('has_number'),
    phone: valued('has_phone'),
    regex: pattern,
    starts: worded('has_beginning'),
    state: valued('has_state'),
    subflow: status('has_only_text', 'exit_type'),
    ward: valued('has_ward', 'district', 'state'),
    webhook_status: status('has_category', 'status', DONE),
  }),
);

/** The type of a rule's test. */
export const testType = ({ test }: Json): string => (isJsonObject(test) ? String(test['type'] ?? '') : '');

/** A rule's test in version 13's form. One of an unknown type keeps it, and is refused by that name. */
export function migrateTest({ test }: Json, uuid: string, context: Context): Test {
  const type = isJsonObject(test) ? test['type'] : undefined;
  const migrate = TESTS.get(type);
  if (migrate === undefined || !isJsonObject(test)) return { type: String(type ?? ''), arguments: [] };
  return migrate(test, uuid, context);
}
