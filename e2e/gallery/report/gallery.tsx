import '../extension.ts';
import '../../../src/report/report.css';
import { deleteDB } from 'idb';
import { render } from 'preact';
import { createBrowserPorts } from '../../../src/report/browser-ports.ts';
import { ReportModel } from '../../../src/report/models/ReportModel.ts';
import { ReportContext } from '../../../src/report/report-context.ts';
import { ReportPage } from '../../../src/report/ReportPage.tsx';
import { summaryOfRun } from '../../../src/report/run-view.ts';
import { store } from '../../../src/report/testing/stored-run.ts';
import { writeMirror } from '../../../src/shared/run-mirrors.ts';
import { settled } from '../settled.ts';
import { stage } from '../stage.ts';
import { SCENES } from './scenes.ts';

void stage(SCENES, async (scene) => {
  await deleteDB('untag-runs');
  for (const { run, records } of scene.runs.toReversed()) await store(run, records);
  const [shown] = scene.runs;
  if (shown !== undefined && scene.mirror !== undefined)
    await writeMirror({ ...summaryOfRun(shown.run, null, 30), ...scene.mirror });
  const ports = createBrowserPorts();
  const address = { ...ports.address, read: () => scene.address ?? null };
  const report = new ReportModel({ ...ports, address, request: (() => Promise.resolve()) as typeof ports.request });
  await report.load();
  render(
    <ReportContext.Provider value={report}>
      <ReportPage />
    </ReportContext.Provider>,
    document.body,
  );
  await settled();
  await scene.act?.(report);
});
