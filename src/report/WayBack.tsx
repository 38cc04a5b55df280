import type { JSX } from 'preact';
import { crmHost } from '../shared/data-centres.ts';
import { text } from '../shared/i18n.ts';
import { shownName } from '../shared/names.ts';
import { inBackground } from '../shared/notes.ts';
import { connectUrl } from '../ui/links.ts';
import { useReport } from './report-context.ts';

const TAB = /\/tab\/([^/?#]+)/;

/**
 * A link to the CRM tab that was used last; without an open one, to the CRM of the newest connection; without a
 * connection, to the page that connects.
 */
export function WayBack(): JSX.Element {
  const { crm, lastOrg, goToCrm } = useReport();
  const known = crm.value;
  const last = lastOrg.value;
  return (
    <div class="row way-back">
      {known !== null ? (
        <button class="btn primary" type="button" onClick={() => inBackground(goToCrm(), 'WayBack.goToCrm')}>
          {labelOf(known.url)}
        </button>
      ) : last === null ? (
        <a class="btn primary" href={connectUrl({})}>
          {text('conn_h')}
        </a>
      ) : (
        <a
          class="btn primary"
          href={`https://${crmHost(last.dataCentre, last.environment)}/crm/`}
          target="_blank"
          rel="noopener"
        >
          {text('conn_ok_go_crm')}
          <span class="vh">{text('new_tab')}</span>
        </a>
      )}
    </div>
  );
}

function labelOf(url: string): string {
  const module = TAB.exec(url)?.[1];
  return module === undefined ? text('notzoho_go') : text('rep_empty_go', { module: shownName(module) });
}
