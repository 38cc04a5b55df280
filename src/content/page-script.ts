import { PAGE_PORT } from '../shared/page.ts';
import type { ClickedRow, ContextMenuReport, FrameReport, SaidReport } from '../shared/page.ts';
import { rightClickOn } from './clicked-row.ts';
import type { Port, Runtime } from './extension-api.ts';
import { pageContextOf } from '../shared/page-context.ts';
import { readTicked } from './read-ticked.ts';

/** A copy of the script at work in a frame. */
export interface PageScript {
  /** False once the extension that the copy came from is gone. The copy receives nothing from then on. */
  isAlive(): boolean;
  leave(): void;
}

interface Kept {
  readonly id: string;
  readonly moduleSlug: string;
  readonly at: number;
  readonly url: string;
}

/** Answers questions about a page and reports right clicks. It does nothing else. */
export function startPageScript(window: Window, runtime: Runtime): PageScript {
  const { document, location } = window;
  let kept: Kept | null = null;

  function answer(): SaidReport {
    const url = location.href;
    const context = pageContextOf(new URL(url));
    const ticked = readTicked(document, context);
    const row = kept;
    const clicked: ClickedRow | null =
      row?.url === url ? { ...row, isTicked: ticked.groups?.some(({ ids }) => ids.includes(row.id)) === true } : null;
    return { context, ticked, clicked };
  }

  function onConnect(port: Port): void {
    if (!port.name.startsWith(PAGE_PORT)) return;
    if (port.name !== PAGE_PORT) return answerBack(port);
    try {
      port.postMessage(answer());
    } finally {
      port.disconnect();
    }
  }

  /**
   * The question stays open until the answer has arrived, because the two ports keep no order between them. When nobody
   * listens any more, the port back ends with the worker.
   */
  function answerBack(question: Port): void {
    const back = runtime.connect({ name: question.name });
    back.onMessage.addListener(() => {
      question.disconnect();
      back.disconnect();
    });
    back.postMessage(answer());
  }

  function onContextMenu(event: Event): void {
    if (!isAlive()) return leave();
    const [target] = event.composedPath();
    if (!(target instanceof Element)) return;
    const url = location.href;
    const { report, clickedId } = rightClickOn(target, document, pageContextOf(new URL(url)));
    kept = clickedId === null ? null : { id: clickedId, moduleSlug: report.moduleSlug, at: Date.now(), url };
    tell(report);
  }

  /** Without a listening worker the menu keeps its neutral title, and the toolbar button its inactive icon. */
  function tell(report: ContextMenuReport | FrameReport): void {
    runtime.sendMessage(report).catch(() => undefined);
  }

  function isAlive(): boolean {
    return runtime.id !== undefined;
  }

  function leave(): void {
    window.removeEventListener('contextmenu', onContextMenu, true);
    if (isAlive()) runtime.onConnect.removeListener(onConnect);
  }

  runtime.onConnect.addListener(onConnect);
  window.addEventListener('contextmenu', onContextMenu, { capture: true, passive: true });
  // The CRM may be inside a page that is closed to Untag. Then this message is the worker's only sign of it.
  if (window.parent !== window) tell({ type: 'page.framed' });
  return { isAlive, leave };
}
