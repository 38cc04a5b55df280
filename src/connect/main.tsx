import { type JSX, render } from 'preact';
import { text } from '../shared/i18n.ts';
import { Boundary } from '../ui/components/Boundary.tsx';
import { PageCrash } from '../ui/components/PageCrash.tsx';
import { browserReady, prepareDocument } from '../ui/page-start.ts';
import { createBrowserPorts } from './browser-ports.ts';
import { ConnectContext } from './connect-context.ts';
import { ConnectPage } from './ConnectPage.tsx';
import { connectLinkOf } from './link-of.ts';
import { ConnectModel } from './models/ConnectModel.ts';
import '../ui/pages.css';
import './connect.css';

await browserReady();

const ports = createBrowserPorts();
const { redirectUri, version } = ports;
const connect = new ConnectModel(ports, connectLinkOf(new URLSearchParams(location.search)));

document.title = text('conn_title');
const crash = (error: unknown): JSX.Element => (
  <PageCrash error={error} version={version} about={text('opt_crash_p')} />
);
try {
  await Promise.all([prepareDocument(), connect.load()]);
  render(
    <Boundary fallback={crash}>
      <ConnectContext.Provider value={{ connect, redirectUri, version }}>
        <ConnectPage />
      </ConnectContext.Provider>
    </Boundary>,
    document.body,
  );
} catch (error) {
  render(crash(error), document.body);
}
