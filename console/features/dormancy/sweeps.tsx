import { Button, KeyValuePairs } from '@cloudscape-design/components';
import { Link, useLocation } from 'wouter';
import { type Dormancy, useMutation, useRefresh, useSession } from '../../common/api/index.ts';
import { Section, useToaster } from '../../common/components/index.ts';
import { useFormats, useTexts } from '../../common/texts/index.ts';

/** The last and the next nightly sweep, and a button that sweeps now. */
export function Sweeps({ dormancy }: { readonly dormancy: Dormancy }) {
  const { dormancy: texts } = useTexts();
  const { api, may } = useSession();
  const { moment, number } = useFormats();
  const refresh = useRefresh();
  const toaster = useToaster();
  const [, navigate] = useLocation();
  const sweep = useMutation({
    mutationFn: () => api.post('dormancy', {}),
    onError: toaster.fail,
    async onSuccess({ job }) {
      await refresh();
      if (job !== null) navigate(`/jobs/${job}`);
    },
  });
  const last = dormancy.last_sweep;
  return (
    <Section
      title={texts.sweeps}
      actions={
        may('edit') && (
          <Button loading={sweep.isPending} onClick={() => sweep.mutate()}>
            {texts.sweepNow}
          </Button>
        )
      }
    >
      <KeyValuePairs
        columns={2}
        items={[
          {
            label: texts.last,
            value:
              last === null ? (
                texts.noSweep
              ) : (
                <Link href={`/jobs/${last.job}`}>
                  {texts.swept({ when: moment(last.created_on), count: last.changed, shown: number(last.changed) })}
                </Link>
              ),
          },
          { label: texts.next, value: moment(dormancy.next_sweep) },
        ]}
      />
    </Section>
  );
}
