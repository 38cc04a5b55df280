import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import { CopyButton } from '../../ui/components/CopyButton.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { diagnosis } from '../diagnosis.ts';
import { useOptions } from '../options-context.ts';
import { inBackground, withNotes } from '../../shared/notes.ts';

/** Version, and the details to send with a fault report. */
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

/** A diagnosis as it is copied. It is shown first, because nobody passes on text that they have not seen. */
function Diagnosis({ words }: { words: string }): JSX.Element {
  const seen = useRef<HTMLTextAreaElement>(null);
  useEffect(() => seen.current?.focus(), [words]);
  return (
    <>
      <textarea
        class="field diagnosis"
        rows={12}
        ref={seen}
        readOnly
        aria-label={text('opt_page_diagnosis_label')}
        dir="ltr"
        value={words}
      />
      <CopyButton label={text('opt_page_diagnosis')} content={() => words} />
    </>
  );
}

/** What the reader sees of the last CRM tab, for a report that ticks are not read. */
function PageDiagnosis(): JSX.Element {
  const { pageDiagnosis } = useOptions();
  const diagnosisOfPage = useSignal<string | null>(null);
  const isMissing = useSignal(false);
  const show = async (): Promise<void> => {
    const words = await pageDiagnosis().catch(() => null);
    diagnosisOfPage.value = words;
    isMissing.value = words === null;
  };
  return (
    <>
      <div class="set">
        <p class="hint">{text('opt_page_diagnosis_hint')}</p>
        <button class="btn" type="button" onClick={() => inBackground(show(), 'AboutSection.show')}>
          {text('opt_page_diagnosis_show')}
        </button>
      </div>
      {diagnosisOfPage.value === null ? null : <Diagnosis words={diagnosisOfPage.value} />}
      {isMissing.value ? (
        <Note tone="warn" icon="warn" live="status">
          <p>{text('opt_page_diagnosis_none')}</p>
        </Note>
      ) : null}
    </>
  );
}
