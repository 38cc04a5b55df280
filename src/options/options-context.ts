import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Options } from './models/OptionsModel.ts';
import type { OptionsPorts } from './ports.ts';

/** The models of the settings page, and what does not change while it is open. */
export type OptionsPage = Options & Pick<OptionsPorts, 'version' | 'browserName' | 'pageDiagnosis'>;

export const OptionsContext = createContext<OptionsPage | null>(null);

/** The settings page that the component stands in. */
export function useOptions(): OptionsPage {
  const options = useContext(OptionsContext);
  if (options === null) throw new Error('No settings page around this component');
  return options;
}
