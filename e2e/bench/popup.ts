import { rmSync } from 'node:fs';
import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { openingFiles, type OpeningFile } from '../../scripts/package/opening.ts';
import { POPUP_PAGE } from '../../scripts/package/package-rules.ts';
import { readPackage } from '../../scripts/package/read-folder.ts';
import { DIST, launchChromium } from '../browser/launch.ts';
import { Untag } from '../browser/Untag.ts';
import { connectedPage } from '../runs/begin.ts';
import { startZoho } from '../zoho/simulator.ts';
import { distWithProbe, middle, seenIn } from './popup-probe.ts';

const TIMES = 7;
const TICKED = 12;

export interface PopupFigures {
  /** Milliseconds from the document's start, as a median: to the ticked count on screen, and to the tags. */
  readonly toCount: number;
  readonly toTags: number;
  /** The scripts and styles that it loads when it opens. */
  readonly opening: readonly OpeningFile[];
}

/** Opens the toolbar popup several times over a list with ticked rows, and reads the paint times of each. */
export async function measurePopup(): Promise<PopupFigures> {
  const zoho = await startZoho();
  const dist = distWithProbe(TICKED);
  const untag = new Untag(await launchChromium(zoho, { dist }));
  try {
    await connectedPage(untag);
    const list = await CrmList.open(await untag.context.newPage(), listAddress(zoho));
    await list.tickFirst(TICKED);
    const tags: number[] = [];
    const counts: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      const popup = await untag.popup(list.page);
      await popup.getByRole('checkbox').first().waitFor();
      const seen = await seenIn(popup);
      counts.push(seen.count ?? NaN);
      tags.push(seen.tags ?? NaN);
      await untag.closePopup(popup);
    }
    return {
      toCount: middle(counts),
      toTags: middle(tags),
      opening: openingFiles(readPackage(DIST).files, POPUP_PAGE),
    };
  } finally {
    await untag.close();
    rmSync(dist, { recursive: true, force: true });
    await zoho.stop();
  }
}
