import '../../../src/popup/popup.css';
import '../../../src/shared/testing/extension.ts';
import { render } from 'preact';
import { App } from '../../../src/popup/App.tsx';
import { play } from '../../../src/popup/testing/play.ts';
import { settled } from '../settled.ts';
import { stage } from '../stage.ts';
import { CHOOSING } from './scenes-choosing.ts';
import { ENDED } from './scenes-ended.ts';
import { FIRST } from './scenes-first.ts';
import { REFUSED } from './scenes-refused.ts';
import { RUNNING } from './scenes-running.ts';
import { PASTES } from './scenes-paste.ts';
import { FINDING } from './scenes-finding.ts';
import { SELECTIONS } from './scenes-selections.ts';

void stage(
  [...FIRST, ...CHOOSING, ...SELECTIONS, ...FINDING, ...PASTES, ...RUNNING, ...ENDED, ...REFUSED],
  async (scene) => {
    const popup = await play(scene);
    render(<App popup={popup} />, document.body);
    await popup.load();
    await settled();
    await scene.act?.(popup);
  },
);
