import { setPolicy } from '../extension.ts';
import '../../../src/ui/pages.css';
import '../../../src/options/options.css';
import { deleteDB } from 'idb';
import { render } from 'preact';
import { createBrowserPorts } from '../../../src/options/browser-ports.ts';
import { OptionsModel } from '../../../src/options/models/OptionsModel.ts';
import { OptionsContext } from '../../../src/options/options-context.ts';
import { OptionsPage } from '../../../src/options/OptionsPage.tsx';
import { store } from '../../../src/report/testing/stored-run.ts';
import { text } from '../../../src/shared/i18n.ts';
import { writeMirror } from '../../../src/shared/run-mirrors.ts';
import { connectionsItem } from '../../../src/shared/stored-items.ts';
import { PageCrash } from '../../../src/ui/components/PageCrash.tsx';
import { settled } from '../settled.ts';
import { stage } from '../stage.ts';
import { SCENES } from './scenes.ts';

void stage(SCENES, async (scene) => {
  await deleteDB('untag-runs');
  for (const { run, records } of (scene.past ?? []).toReversed()) await store(run, records);
  await connectionsItem.set([...(scene.connections ?? [])]);
  for (const run of scene.runs ?? []) await writeMirror(run);
  await setPolicy(scene.policy ?? {});
  const usual = createBrowserPorts();
  const ports = {
    ...usual,
    request: (() => Promise.resolve([])) as typeof usual.request,
    notifications: { ask: () => Promise.resolve(false), giveUp: () => Promise.resolve() },
    bytesUsed: () => Promise.resolve(2_100_000),
    ...scene.ports,
  };
  const { version, pageDiagnosis } = ports;
  const options = new OptionsModel(ports);
  await options.load();
  const page = {
    ...options,
    version,
    pageDiagnosis,
    browserName: 'Chrome 150',
  };
  render(
    <OptionsContext.Provider value={page}>
      {scene.isBroken === true ? (
        <PageCrash error={new Error('broken')} version={version} about={text('opt_crash_p')} />
      ) : (
        <OptionsPage />
      )}
    </OptionsContext.Provider>,
    document.body,
  );
  await settled();
  await scene.act?.(page);
});
