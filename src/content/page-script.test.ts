// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { PAGE_PORT } from '../shared/page.ts';
import type { ContextMenuReport, FrameReport, PageReport } from '../shared/page.ts';
import type { Port, Runtime } from './extension-api.ts';
import { idOf, list, row } from './fixtures/list-markup.ts';
import { startPageScript } from './page-script.ts';

const [one, two] = [idOf(1), idOf(2)];
const LIST = 'https://crm.zoho.com/crm/org1/tab/Leads';

/** One life of the extension: when it is over, its runtime has no id and every call on it throws. */
function extension() {
  const listeners = new Set<(port: Port) => void>();
  const reports: (ContextMenuReport | FrameReport)[] = [];
  /** Ports that the script has opened itself. */
  const opened: ReturnType<typeof portOf>[] = [];
  const life = { isOver: false };
  const still = <T>(value: T): T => {
    if (life.isOver) throw new Error('Extension context invalidated.');
    return value;
  };
  const runtime: Runtime = {
    get id() {
      return life.isOver ? (undefined as never) : 'untag';
    },
    connect: ({ name }) => {
      const end = portOf(name);
      still(opened).push(end);
      return end.port;
    },
    sendMessage: (report) => Promise.reject(new Error(`nobody heard ${still(reports).push(report)}`)),
    onConnect: {
      addListener: (listener) => void still(listeners).add(listener),
      removeListener: (listener) => void still(listeners).delete(listener),
    },
  };

  function open(name: string): ReturnType<typeof portOf> {
    const end = portOf(name);
    for (const listener of listeners) listener(end.port);
    return end;
  }

  return { runtime, reports, opened, open, ask: (name: string = PAGE_PORT) => open(name).heard, life };
}

/** A port as the script sees it, and what its other end received. */
function portOf(name: string) {
  const heard = { answers: [] as PageReport[], hungUp: 0 };
  const listeners: (() => void)[] = [];
  const port: Port = {
    name,
    onMessage: { addListener: (listener) => void listeners.push(listener) },
    postMessage: (answer) => void heard.answers.push(answer as PageReport),
    disconnect: () => void (heard.hungUp += 1),
  };
  return {
    port,
    heard,
    say: () => listeners.forEach((listener) => listener()),
  };
}

function rightClick(selector: string): void {
  document.querySelector(selector)!.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, composed: true }));
}

function goTo(url: string): void {
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(url);
}

beforeEach(() => {
  goTo(LIST);
  document.body.innerHTML = list(row({ id: one, ticked: true }) + row({ id: two }));
});

describe('startPageScript', () => {
  it('answers a question once and hangs up, and no other port', () => {
    const untag = extension();
    const script = startPageScript(window, untag.runtime);
    const { answers, hungUp } = untag.ask();
    expect(answers).toMatchObject([
      {
        context: { host: 'crm.zoho.com', orgSegment: 'org1', moduleSlug: 'Leads' },
        ticked: { groups: [{ moduleSlug: 'Leads', ids: [one] }] },
        clicked: null,
      },
    ]);
    expect(hungUp).toBe(1);
    expect(untag.ask('another')).toEqual({ answers: [], hungUp: 0 });
    script.leave();
  });

  it('answers over a port of its own where the browser has to say who answers, and hangs up when it was heard', () => {
    const untag = extension();
    const script = startPageScript(window, untag.runtime);
    const question = untag.open(`${PAGE_PORT} 1`);
    const back = untag.opened.at(-1);
    expect(back?.port.name).toBe(`${PAGE_PORT} 1`);
    expect(back?.heard.answers).toMatchObject([
      { context: { moduleSlug: 'Leads' }, ticked: { groups: [{ moduleSlug: 'Leads', ids: [one] }] } },
    ]);
    expect([question.heard, back?.heard.hungUp]).toEqual([{ answers: [], hungUp: 0 }, 0]);
    back?.say();
    expect([question.heard.hungUp, back?.heard.hungUp]).toEqual([1, 1]);
    script.leave();
  });

  it('answers with the page as it is now, not as it was', () => {
    const untag = extension();
    const script = startPageScript(window, untag.runtime);
    goTo(`https://crm.zoho.com/crm/org1/tab/Leads/${two}`);
    expect(untag.ask().answers).toMatchObject([
      { context: { view: 'record', recordId: two }, ticked: { elsewhere: 1 } },
    ]);
    expect(untag.ask().answers[0]!.ticked).not.toHaveProperty('groups');
    script.leave();
  });

  it('reports a right click and keeps its row until another click or address', () => {
    const untag = extension();
    const script = startPageScript(window, untag.runtime);
    rightClick(`lyte-exptable-tr[id="${two}"] a`);
    expect(untag.reports).toEqual([{ type: 'menu.report', ticked: 1, on: 'row', moduleSlug: 'Leads' }]);
    expect(untag.ask().answers[0]!.clicked).toMatchObject({ id: two, isTicked: false });
    goTo(`${LIST}?page=2`);
    expect(untag.ask().answers[0]!.clicked).toBeNull();
    goTo(LIST);
    rightClick('#listviewHeaderRow');
    expect(untag.ask().answers[0]!.clicked).toBeNull();
    script.leave();
  });

  it('hears a right click that the page keeps to itself', () => {
    const untag = extension();
    const script = startPageScript(window, untag.runtime);
    const stop = (event: Event) => event.stopImmediatePropagation();
    document.addEventListener('contextmenu', stop, true);
    rightClick(`lyte-exptable-tr[id="${one}"] a`);
    document.removeEventListener('contextmenu', stop, true);
    expect(untag.reports).toMatchObject([{ on: 'ticked' }]);
    script.leave();
  });

  it('tells of itself once in a frame, and not in a page of its own', () => {
    const [alone, framed] = [extension(), extension()];
    startPageScript(window, alone.runtime).leave();
    const own = Object.getOwnPropertyDescriptor(window, 'parent') ?? { value: window, configurable: true };
    Object.defineProperty(window, 'parent', { value: {}, configurable: true });
    startPageScript(window, framed.runtime).leave();
    Object.defineProperty(window, 'parent', own);
    expect([alone.reports, framed.reports]).toEqual([[], [{ type: 'page.framed' }]]);
  });

  it('leaves quietly at the first right click after its extension is gone', () => {
    const old = extension();
    const orphan = startPageScript(window, old.runtime);
    old.life.isOver = true;
    expect(orphan.isAlive()).toBe(false);
    rightClick(`lyte-exptable-tr[id="${one}"] a`);
    old.life.isOver = false;
    rightClick(`lyte-exptable-tr[id="${one}"] a`);
    expect(old.reports).toEqual([]);
  });

  it('makes way for the copy of an updated extension', () => {
    const [old, updated] = [extension(), extension()];
    const orphan = startPageScript(window, old.runtime);
    old.life.isOver = true;
    orphan.leave();
    const script = startPageScript(window, updated.runtime);
    rightClick(`lyte-exptable-tr[id="${one}"] a`);
    expect([old.reports.length, updated.reports.length]).toEqual([0, 1]);
    script.leave();
    expect(updated.ask().answers).toEqual([]);
  });
});
