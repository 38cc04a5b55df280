import { setPolicy } from '../extension.ts';
import '../../../src/options/options.css';
import { render } from 'preact';
import { createBrowserPorts } from '../../../src/options/browser-ports.ts';
import { OptionsModel } from '../../../src/options/models/OptionsModel.ts';
import { OptionsContext } from '../../../src/options/options-context.ts';
import { OptionsPage } from '../../../src/options/OptionsPage.tsx';
import { writeMirror } from '../../../src/shared/run-mirrors.ts';
import { connectionsItem, signInItem } from '../../../src/shared/stored-items.ts';
import { settled } from '../settled.ts';
import { stage } from '../stage.ts';
import { SCENES } from './scenes.ts';

void stage(SCENES, async (scene) => {
  await connectionsItem.set([...(scene.connections ?? [])]);
  await signInItem.set(scene.signIn ?? null);
  for (const run of scene.runs ?? []) await writeMirror(run);
  await setPolicy(scene.policy ?? {});
  const ports = createBrowserPorts();
  const { redirectUri, version, pageDiagnosis } = ports;
  const request = (() => Promise.resolve()) as typeof ports.request;
  const options = new OptionsModel({
    ...ports,
    request,
    notifications: { ask: () => Promise.resolve(false), giveUp: () => Promise.resolve() },
  });
  await options.load();
  const page = {
    ...options,
    redirectUri,
    version,
    pageDiagnosis,
    browserName: 'Chrome 150',
  };
  render(
    <OptionsContext.Provider value={page}>
      <OptionsPage />
    </OptionsContext.Provider>,
    document.body,
  );
  await settled();
  await scene.act?.(page);
});
