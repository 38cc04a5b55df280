import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Popup } from './models/PopupModel.ts';

export const PopupContext = createContext<Popup | null>(null);

/** The model of the popup around the component. */
export function usePopup(): Popup {
  const popup = useContext(PopupContext);
  if (popup === null) throw new Error('No popup around this component');
  return popup;
}
