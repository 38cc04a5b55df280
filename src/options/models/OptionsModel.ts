import { createModel } from '@preact/signals';
import type { OptionsPorts } from '../ports.ts';
import { ConnectionsModel } from './ConnectionsModel.ts';
import { GuideModel } from './GuideModel.ts';
import { PreferencesModel } from './PreferencesModel.ts';
import { StoredDataModel } from './StoredDataModel.ts';
import { inBackground } from '../../shared/notes.ts';

/** The whole settings page: the models of its parts. */
export const OptionsModel = createModel((ports: OptionsPorts) => {
  const guide = new GuideModel(ports);
  const connections = new ConnectionsModel(ports);
  const preferences = new PreferencesModel(ports);
  const data = new StoredDataModel(ports);
  return {
    guide,
    connections,
    preferences,
    data,
    async load(): Promise<void> {
      await Promise.all([guide.load(), connections.load(), preferences.load()]);
      inBackground(data.load(), 'OptionsModel.load');
    },
  };
});

export type Options = InstanceType<typeof OptionsModel>;
