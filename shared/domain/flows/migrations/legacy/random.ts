import { isJsonObject, type Json } from '../json.ts';
import { objectsIn } from './context.ts';

/** Whether a random split gave each of its categories the same chance. */
export function isEven(ruleSet: Json, categories: readonly Json[]): boolean {
  const chances = objectsIn(ruleSet, 'rules').map(({ test }) =>
    isJsonObject(test) ? Number(test['max']) - Number(test['min']) : Number.NaN,
  );
  const [first = 0] = chances;
  return chances.length === categories.length && chances.every((chance) => Math.abs(chance - first) < 0.005);
}
