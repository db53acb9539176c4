import * as z from 'zod/mini';
import { defineRouter, exitProblems, leaveBy, routerFrame } from './router.ts';

const schema = z.looseObject(routerFrame);

/** Picks one of its categories with equal chance. The result's value is its position, the input the number drawn. */
export const random = defineRouter(
  schema,
  (router, { exits }) => exitProblems(router.categories, exits),
  (router, _, { localization }) =>
    (step) => {
      const drawn = step.random();
      const position = Math.min(Math.floor(drawn * router.categories.length), router.categories.length - 1);
      const category = router.categories[position];
      if (category === undefined) return { exit: null, effects: [] };
      return leaveBy(step, router, category, localization, { value: String(position), input: String(drawn) });
    },
);
