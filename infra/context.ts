/** Kinds of context values. `cdk.json` and a stage's file give JSON, the command line gives text. */

/** One decision of the operator: a row of docs/deploying.md#context. */
export interface Knob<T> {
  /** What holds when nothing is given. */
  readonly otherwise: T;
  /** Reads what was given; throws the form that is possible. */
  readonly read: (name: string, given: unknown) => T;
}

const knob = <T>(otherwise: T, read: (name: string, given: unknown) => T): Knob<T> => ({
  otherwise,
  read: (name, given) => (given === undefined ? otherwise : read(name, given)),
});

const refusal = (name: string, form: string, given: unknown): Error =>
  new Error(`The context value ${name} ${form}, not ${JSON.stringify(given)}.`);

/** An integer within bounds. */
export const whole = <T extends number | null>(min: number, max: number, otherwise: T): Knob<T | number> =>
  knob<T | number>(otherwise, (name, given) => {
    const value = typeof given === 'string' && given !== '' ? Number(given) : given;
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
    throw refusal(name, `is a whole number from ${min} to ${max}`, given);
  });

/** Text of a form. */
export const text = <T extends string | null>(form: RegExp, example: string, otherwise: T): Knob<T | string> =>
  knob<T | string>(otherwise, (name, given) => {
    if (typeof given === 'string' && form.test(given)) return given;
    throw refusal(name, `has the form ${example}`, given);
  });

/** Something that is switched on or off. */
export const flag = (otherwise: boolean): Knob<boolean> =>
  knob(otherwise, (name, given) => {
    if (given === true || given === 'true') return true;
    if (given === false || given === 'false') return false;
    throw refusal(name, 'is true or false', given);
  });

/** One of certain numbers. */
export const oneOf = (values: readonly number[], otherwise: number): Knob<number> =>
  knob(otherwise, (name, given) => {
    if (values.includes(Number(given))) return Number(given);
    throw refusal(name, `is one of ${values.join(', ')}`, given);
  });

/** Whole numbers from 1 to `max` by name: `contacts=500,jobs=50`. */
export const numbersByName = (names: () => readonly string[], max: number): Knob<ReadonlyMap<string, number>> =>
  knob<ReadonlyMap<string, number>>(new Map(), (name, given) => {
    const pairs = String(given).split(',');
    return new Map(
      pairs.map((pair) => {
        const [, of = '', value] = /^([\w-]+)=(\d{1,9})$/.exec(pair) ?? [];
        if (!names().includes(of)) throw refusal(name, `has the form name=number, of ${names().join(', ')}`, pair);
        if (Number(value) < 1 || Number(value) > max) throw refusal(name, `has numbers from 1 to ${max}`, pair);
        return [of, Number(value)] as const;
      }),
    );
  });
