import fc from 'fast-check';
import { expect, it } from 'vitest';
import { merklePath, merkleRoot, rootByPath } from '../../../../shared/data/erasures/merkle.ts';

/** Leaves and roots of the tests of Certificate Transparency (google/certificate-transparency, merkle_tree_test.cc). */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
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
