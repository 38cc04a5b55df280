import './popup.css';
import { render } from 'preact';
import { prepareDocument } from '../ui/prepare-document.ts';
import { App } from './App.tsx';
import { POPUP_PORTS } from './popup-ports.ts';
import { PopupModel } from './PopupModel.ts';

const popup = new PopupModel(POPUP_PORTS);
void prepareDocument();
void popup.load();
render(<App popup={popup} />, document.body);
