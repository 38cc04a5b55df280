import type { JSX } from 'preact';
import { text } from '../../../shared/i18n.ts';
import type { Source } from '../../../shared/run-summary.ts';
import { Note } from '../../../ui/components/Note.tsx';
import { usePopup } from '../../popup-context.ts';

/** Says in numbers that fewer records of a tag were found than Zoho counts. Renders nothing otherwise. */
export function FewerFound({ source }: { source: Source }): JSX.Element | null {
  const { preview } = usePopup();
  const [tag] = source.holders?.tags ?? [];
  const counted = source.holders?.counted[0] ?? null;
  const found = preview.choices.value.find((choice) => choice.tag.id === tag?.id)?.records ?? 0;
  if (counted === null || found >= counted) return null;
  return (
    <div class="pad">
      <Note tone="warn" icon="warn">
        <p>{text('hold_fewer', { n: found, all: counted })}</p>
      </Note>
    </div>
  );
}
