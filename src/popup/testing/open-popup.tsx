import { act, render } from '@testing-library/preact';
import { App } from '../App.tsx';
import type { Popup } from '../models/PopupModel.ts';
import { play } from './play.ts';
import type { Scene } from './scene.ts';

/** The popup of a scene after it has read everything. */
export async function openPopup(scene: Omit<Scene, 'name'>): Promise<Popup> {
  const popup = await play({ name: 'test', ...scene });
  render(<App popup={popup} />);
  await act(() => popup.load());
  return popup;
}
