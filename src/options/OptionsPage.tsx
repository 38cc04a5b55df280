import type { JSX } from 'preact';
import { text } from '../shared/i18n.ts';
import { PageTop } from '../ui/components/PageTop.tsx';
import { AboutSection } from './sections/AboutSection.tsx';
import { ConnectionsSection } from './sections/ConnectionsSection.tsx';
import { DataSection } from './sections/DataSection.tsx';
import { PreferencesSection } from './sections/PreferencesSection.tsx';
import { Toc } from './Toc.tsx';

/** The settings page. */
export function OptionsPage(): JSX.Element {
  return (
    <>
      <PageTop current="settings" />
      <div class="page">
        <Toc />
        <main>
          <h1>{text('settings')}</h1>
          <ConnectionsSection />
          <PreferencesSection />
          <PrivacySection />
          <DataSection />
          <AboutSection />
        </main>
      </div>
    </>
  );
}

/** What Untag does with what it sees. */
function PrivacySection(): JSX.Element {
  return (
    <section id="privacy" aria-labelledby="h-privacy">
      <h2 id="h-privacy">{text('opt_priv_h')}</h2>
      <ul class="facts-list">
        <li>{text('opt_priv_1')}</li>
        <li>{text('opt_priv_2')}</li>
        <li>{text('opt_priv_3')}</li>
        <li>{text('opt_priv_4')}</li>
        <li>{text('opt_priv_5')}</li>
      </ul>
    </section>
  );
}
