import './popup.css';
import { render } from 'preact';
import { browser } from '../shared/browser.ts';
import { prepareDocument, browserReady } from '../ui/page-start.ts';
import { App } from './App.tsx';
import { closeBehindLinks } from './close-behind.ts';
import { POPUP_PORTS } from './popup-ports.ts';
import { PopupModel } from './models/PopupModel.ts';
import { inBackground } from '../shared/notes.ts';

/** In a tab or window of its own, the page follows a narrow width. Only the toolbar popup has no tab. */
async function markWindow(): Promise<void> {
  if ((await browser.tabs.getCurrent()) !== undefined) document.documentElement.dataset['inWindow'] = '';
}

await browserReady();

const popup = new PopupModel(POPUP_PORTS);
inBackground(prepareDocument(), 'main.prepareDocument');
inBackground(markWindow(), 'main.markWindow');
closeBehindLinks();
inBackground(popup.load(), 'main.load');
render(<App popup={popup} />, document.body);
