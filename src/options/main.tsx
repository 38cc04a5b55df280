import { type JSX, render } from 'preact';
import { text } from '../shared/i18n.ts';
import { prepareDocument, browserReady } from '../ui/page-start.ts';
import { Boundary } from '../ui/components/Boundary.tsx';
import { PageCrash } from '../ui/components/PageCrash.tsx';
import { createBrowserPorts } from './browser-ports.ts';
import { OptionsModel } from './models/OptionsModel.ts';
import { OptionsContext } from './options-context.ts';
import { OptionsPage } from './OptionsPage.tsx';
import '../ui/pages.css';
import './options.css';

await browserReady();

const ports = createBrowserPorts();
const { version, browserName, pageDiagnosis } = ports;
const options = new OptionsModel(ports);

document.title = text('opt_title');
const crash = (error: unknown): JSX.Element => (
  <PageCrash error={error} version={version} about={text('opt_crash_p')} />
);
try {
  await Promise.all([prepareDocument(), options.load()]);
  render(
    <Boundary fallback={crash}>
      <OptionsContext.Provider value={{ ...options, version, browserName, pageDiagnosis }}>
        <OptionsPage />
      </OptionsContext.Provider>
    </Boundary>,
    document.body,
  );
} catch (error) {
  render(crash(error), document.body);
}
