import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { CopyButton } from '../../ui/components/CopyButton.tsx';
import { diagnosis } from '../diagnosis.ts';
import { useOptions } from '../options-context.ts';

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
        <CopyButton label={text('opt_diagnosis')} content={() => diagnosis(page)} />
      </div>
      <p class="muted small">{text('opt_about_note')}</p>
    </section>
  );
}
