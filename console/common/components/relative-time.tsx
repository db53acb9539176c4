import { useFormats } from '../texts/formats.ts';

/** How long ago; the exact time on hover, in the workspace's zone. */
export function RelativeTime({ at }: { readonly at: string }) {
  const { ago, moment } = useFormats();
  return (
    <time dateTime={at} title={moment(at)}>
      {ago(at)}
    </time>
  );
}
