import type { JSX } from 'preact';
import { reportUrl } from '../../ui/page-links.ts';
import { useReport } from '../report-context.ts';

/** A sentence that leads to another run of the report. */
export function RunLink({ words, link, runId }: { words: string; link: string; runId: string }): JSX.Element {
  const { show } = useReport();
  return (
    <p class="muted">
      {words}{' '}
      <a
        href={reportUrl(runId)}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          show(runId);
        }}
      >
        {link}
      </a>
    </p>
  );
}
