import '../../../src/popup/popup.css';
import '../../../src/shared/testing/extension.ts';
import { render } from 'preact';
import { App } from '../../../src/popup/App.tsx';
import { play } from '../../../src/popup/testing/play.ts';
import { CHOOSING } from './scenes-choosing.ts';
import { FIRST } from './scenes-first.ts';
import { RUNNING } from './scenes-running.ts';

const SCENES = [...FIRST, ...CHOOSING, ...RUNNING];

/** `?scene=<name>&theme=dark&dir=rtl` shows one state; without a scene the page lists their names. */
async function show(): Promise<void> {
  const wanted = new URLSearchParams(location.search);
  const root = document.documentElement;
  root.dataset['theme'] = wanted.get('theme') ?? '';
  root.dir = wanted.get('dir') ?? 'ltr';
  const scene = SCENES.find(({ name }) => name === wanted.get('scene'));
  if (scene === undefined) {
    document.body.dataset['scenes'] = SCENES.map(({ name }) => name).join(' ');
    return;
  }
  const popup = await play(scene);
  render(<App popup={popup} />, document.body);
  await popup.load();
  await settled();
  await scene.act?.(popup);
  await settled();
  document.body.dataset['ready'] = 'true';
}

/** The answers of the scene are there at once, but they pass through storage and several signals. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 250);
  });
}

void show();
