import '../ui/pages.css';
import './report.css';
import { type JSX, render } from 'preact';
import { text } from '../shared/i18n.ts';
import { Boundary } from '../ui/components/Boundary.tsx';
import { PageCrash } from '../ui/components/PageCrash.tsx';
import { prepareDocument, browserReady } from '../ui/page-start.ts';
import { createBrowserPorts } from './browser-ports.ts';
import { ReportModel } from './models/ReportModel.ts';
import { ReportContext } from './report-context.ts';
import { ReportPage } from './ReportPage.tsx';

await browserReady();

const ports = createBrowserPorts();
const report = new ReportModel(ports);

const crash = (error: unknown): JSX.Element => (
  <PageCrash error={error} version={ports.version} about={text('rep_crash_p')} />
);

try {
  await Promise.all([prepareDocument(), report.load()]);
  render(
    <Boundary fallback={crash}>
      <ReportContext.Provider value={report}>
        <ReportPage />
      </ReportContext.Provider>
    </Boundary>,
    document.body,
  );
} catch (error) {
  render(crash(error), document.body);
}
