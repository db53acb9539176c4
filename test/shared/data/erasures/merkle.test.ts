import fc from 'fast-check';
import { expect, it } from 'vitest';
import { merklePath, merkleRoot, rootByPath } from '../../../../shared/data/erasures/merkle.ts';
import ROOTS from '../../../cases/domain/merkle-roots.json' with { type: 'json' };

/** Leaves and roots of the tests of Certificate Transparency (google/certificate-transparency, merkle_tree_test.cc). */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];

const leaves = LEAVES.map((hex) => Buffer.from(hex, 'hex'));

it.each(ROOTS.map((root, size) => [size, root]))('%i leaves of RFC 6962 have the root %s', (size, root) => {
  expect(merkleRoot(leaves.slice(0, Number(size))).toString('hex')).toBe(root);
});

const tree = fc.array(fc.uint8Array({ maxLength: 8 }), { minLength: 1, maxLength: 70 });

it('a path leads from each leaf to the root', () => {
  fc.assert(
    fc.property(tree, (some) => {
      for (const [index, leaf] of some.entries())
        expect(rootByPath(leaf, { index, size: some.length, path: merklePath(some, index) })).toEqual(merkleRoot(some));
    }),
  );
});

it('a path leads to no root from another leaf, from another place, or with a hash more or less', () => {
  const at = (index: number, size: number, path: readonly Uint8Array[], leaf = leaves[index] as Buffer) =>
    rootByPath(leaf, { index, size, path })?.toString('hex');
  const path = merklePath(leaves, 5);
  expect(at(5, 8, path)).toBe(ROOTS[8]);
  const others = [
    at(5, 8, path, leaves[4]),
    at(4, 8, path, leaves[5]),
    at(5, 8, path.slice(1)),
    at(5, 8, [...path, path[0] as Buffer]),
    at(8, 8, path, leaves[5]),
    at(-1, 8, path, leaves[5]),
  ];
  for (const other of others) expect(other).not.toBe(ROOTS[8]);
});
