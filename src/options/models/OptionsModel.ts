import { createModel } from '@preact/signals';
import type { OptionsPorts } from '../ports.ts';
import { ConnectionsModel } from './ConnectionsModel.ts';
import { PreferencesModel } from './PreferencesModel.ts';
import { StoredDataModel } from './StoredDataModel.ts';
import { inBackground } from '../../shared/notes.ts';

/** The whole settings page: the models of its parts. */
export const OptionsModel = createModel((ports: OptionsPorts) => {
  const connections = new ConnectionsModel(ports);
  const preferences = new PreferencesModel(ports);
  const data = new StoredDataModel(ports);
  return {
    connections,
    preferences,
    data,
    async load(): Promise<void> {
      await Promise.all([connections.load(), preferences.load()]);
      inBackground(data.load(), 'OptionsModel.load');
    },
  };
});

export type Options = InstanceType<typeof OptionsModel>;
