import type { Together } from '../properties/combine.ts';
import type { Properties } from '../properties/index.ts';
import type { PutBack } from './put-back.ts';

/** Evaluates every smart group: for a new contact, a group being filled, and conditions that depend on time. */
interface Regroup {
  readonly type: 'regroup';
}

type OfProperties = Together<Properties[keyof Properties]['modifiers']>;

/** Every modifier by its type: those of the properties, `regroup` and `put_back`. */
export type Modifiers = { readonly [Type in keyof OfProperties]: Parameters<OfProperties[Type]>[1] } & {
  readonly regroup: Regroup;
  readonly put_back: PutBack;
};

/** One thing to do to a contact. Nothing else changes a contact. */
export type Modifier = Modifiers[keyof Modifiers];
