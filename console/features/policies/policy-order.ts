interface Placed {
  readonly uuid: string;
  readonly position: number;
}

/**
 * The places to write so that a policy moves up (-1) or down (1) by one: as few as possible. Empty at the list's ends.
 *
 * @param policies - in their order
 */
export function placesAfter(policies: readonly Placed[], uuid: string, by: -1 | 1): readonly Placed[] {
  const from = policies.findIndex((one) => one.uuid === uuid);
  const to = from + by;
  const moved = policies[from];
  const other = policies[to];
  if (moved === undefined || other === undefined) return [];
  const next = policies.with(from, other).with(to, moved);
  const places = policies.map(({ position }) => position);
  // Two in the same place are told apart by chance, so that all get places of their own.
  const areApart = places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0));
  return next.flatMap((one, at) => {
    const position = areApart ? (places[at] ?? at + 1) : at + 1;
    return one.position === position ? [] : [{ uuid: one.uuid, position }];
  });
}
