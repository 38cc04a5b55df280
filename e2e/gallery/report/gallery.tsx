import '../extension.ts';
import '../../../src/ui/pages.css';
import '../../../src/report/report.css';
import { deleteDB } from 'idb';
import { render } from 'preact';
import { createBrowserPorts } from '../../../src/report/browser-ports.ts';
import { ReportModel } from '../../../src/report/models/ReportModel.ts';
import { ReportContext } from '../../../src/report/report-context.ts';
import { ReportPage } from '../../../src/report/ReportPage.tsx';
import { summaryOfRun } from '../../../src/ui/run-view.ts';
import { closeCleanups } from '../../../src/cleanups/store/database.ts';
import { storeCleanup } from '../../../src/report/testing/stored-cleanup.ts';
import { store } from '../../../src/report/testing/stored-run.ts';
import type { Place } from '../../../src/report/place.ts';
import { text } from '../../../src/shared/i18n.ts';
import { connectionsItem } from '../../../src/shared/stored-items.ts';
import { writeMirror } from '../../../src/shared/run-mirrors.ts';
import { PageCrash } from '../../../src/ui/components/PageCrash.tsx';
import { settled } from '../settled.ts';
import { stage } from '../stage.ts';
import { CLEANUPS } from './scenes-cleanups.ts';
import { MORE } from './scenes-more.ts';
import { SCENES } from './scenes.ts';

void stage([...SCENES, ...MORE, ...CLEANUPS], async (scene) => {
  await deleteDB('untag-runs');
  await closeCleanups();
  await deleteDB('untag-cleanups');
  for (const { id, steps, more } of scene.cleanups ?? []) await storeCleanup(id, steps, more);
  for (const { run, records } of scene.runs.toReversed()) await store(run, records);
  const [shown] = scene.runs;
  if (shown !== undefined && scene.mirror !== undefined)
    await writeMirror({ ...summaryOfRun(shown.run, null, 30), ...scene.mirror });
  await connectionsItem.set([...(scene.connections ?? [])]);
  const ports = createBrowserPorts();
  const address = { ...ports.address, read: (): Place => scene.place ?? { kind: 'run', id: scene.address ?? null } };
  const request = (() => Promise.resolve()) as typeof ports.request;
  const report = new ReportModel({ ...ports, address, request, ...scene.ports });
  await report.load();
  render(
    <ReportContext.Provider value={report}>
      {scene.isBroken === true ? (
        <PageCrash error={new Error('broken')} version={ports.version} about={text('rep_crash_p')} />
      ) : (
        <ReportPage />
      )}
    </ReportContext.Provider>,
    document.body,
  );
  await settled();
  await scene.act?.(report);
});
