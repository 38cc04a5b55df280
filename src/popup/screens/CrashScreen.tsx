import type { JSX } from 'preact';
import { browser } from '../../shared/browser.ts';
import { text } from '../../shared/i18n.ts';
import { CopyButton } from '../../ui/components/CopyButton.tsx';
import { Say } from '../parts/frame/Say.tsx';
import { TopBar } from '../parts/frame/TopBar.tsx';
import { reportUrl } from '../../ui/links.ts';
import { errorDetails } from '../../ui/error-details.ts';
import { withNotes } from '../../shared/notes.ts';

/** The last resort: the known facts about the records, and details to send without names or sign-in data. */
export function CrashScreen({ error, line }: { error: unknown; line: string }): JSX.Element {
  const kind = error instanceof Error ? `${error.name}: ${error.message.replaceAll(/\d{15,20}/g, '#')}` : 'unknown';
  return (
    <>
      <TopBar connection={null} />
      <main class="body">
        <Say isAlert tone="bad" icon="bad" heading={text('crash_h')} isFocused>
          <p>{line}</p>
        </Say>
        <div class="row fill">
          <a class="btn primary" href={reportUrl(null)} target="_blank" rel="noopener">
            {text('crash_report')}
          </a>
          <CopyButton
            label={text('crash_copy')}
            content={() =>
              withNotes(
                `${errorDetails({ code: 'unexpected', details: {} }, browser.runtime.getManifest().version)}\n${kind}`,
              )
            }
          />
        </div>
        <p class="muted small">{text('crash_note')}</p>
      </main>
    </>
  );
}
