import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { CopyButton } from '../../ui/components/CopyButton.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { diagnosis } from '../diagnosis.ts';
import { useOptions } from '../options-context.ts';
import { withNotes } from '../../shared/notes.ts';

/** Version, and what to send with a report of a fault. */
export function AboutSection(): JSX.Element {
  const page = useOptions();
  const { version } = page;
  return (
    <section id="about" aria-labelledby="h-about">
      <h2 id="h-about">{text('opt_about_h')}</h2>
      <p>{text('opt_about_v', { version })}</p>
      <div class="set">
        <p class="hint">{text('opt_diagnosis_hint')}</p>
        <CopyButton label={text('opt_diagnosis')} content={() => withNotes(diagnosis(page))} />
      </div>
      <PageDiagnosis />
      <p class="muted small">{text('opt_about_note')}</p>
    </section>
  );
}

/** What the reader sees of the last CRM tab, for a report that ticks are not read. */
function PageDiagnosis(): JSX.Element {
  const { pageDiagnosis } = useOptions();
  const isMissing = useSignal(false);
  const content = async (): Promise<string | null> => {
    const told = await pageDiagnosis();
    isMissing.value = told === null;
    return told;
  };
  return (
    <>
      <div class="set">
        <p class="hint">{text('opt_page_diagnosis_hint')}</p>
        <CopyButton label={text('opt_page_diagnosis')} content={content} />
      </div>
      {isMissing.value ? (
        <Note tone="warn" icon="warn" live="status">
          <p>{text('opt_page_diagnosis_none')}</p>
        </Note>
      ) : null}
    </>
  );
}
