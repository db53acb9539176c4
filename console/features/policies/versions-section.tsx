import { ListTable } from '../../common/components/index.ts';
import { differencesOf, useWords } from './rules-words.ts';
import type { StoredPolicy, Version } from './stored.ts';

/** All versions of a policy, the newest first, each with what it changed. */
export function VersionsSection({ policy }: { readonly policy: StoredPolicy }) {
  const words = useWords();
  const { storedPolicies: texts } = words.texts;
  const versions = (policy.versions ?? []).toSorted((a, b) => b.version - a.version);
  const wordsOf = (one: Version) =>
    changesOf(
      versions.find(({ version }) => version === one.version - 1),
      one,
      words,
    );
  return (
    <ListTable<Version>
      title={texts.versions}
      isPart
      wraps
      items={versions}
      read={{ isPending: false, error: null, refetch: () => undefined }}
      trackBy={({ version }) => String(version)}
      columns={[
        { id: 'version', header: texts.versions, isRowHeader: true, cell: ({ version }) => texts.version({ version }) },
        {
          id: 'made',
          header: texts.made,
          cell: ({ on, by }) => texts.versionBy({ day: words.formats.moment(on), who: by.name ?? texts.aProgram }),
        },
        {
          id: 'changes',
          header: texts.changes,
          cell: (one) => wordsOf(one).map((change) => <div key={change}>{change}</div>),
        },
      ]}
      narrow={['version', 'changes']}
    />
  );
}

/** What a version says in other words than the one before it. */
function changesOf(before: Version | undefined, after: Version, words: ReturnType<typeof useWords>) {
  const { storedPolicies: texts } = words.texts;
  if (before === undefined) return [texts.firstVersion];
  const changed = differencesOf(before, after, words);
  return changed.length === 0 ? [texts.sameRules] : changed;
}
