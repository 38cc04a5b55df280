// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, describe, expect, it } from 'vitest';
import { removeMirror, writeMirror } from '../shared/run-mirrors.ts';
import { AppError } from '../shared/errors.ts';
import { text } from '../shared/i18n.ts';
import { basketItem, connectionsItem, type Intent, modulesItem, viewNamesItem } from '../shared/stored-items.ts';
import { App } from './App.tsx';
import { play } from './testing/play.ts';
import type { Scene } from './testing/scene.ts';
import { openPopup } from './testing/open-popup.tsx';
import { BRIGHTSIDE, COLD, LEADS, NOW, pageOf, previewOf, PRIME, runOf, tag, tickedPage } from './testing/world.ts';
import '../ui/testing/patience.ts';

const WEB = tag('web', null);
const LIST: Omit<Scene, 'name'> = {
  connections: [BRIGHTSIDE],
  page: tickedPage(12),
  preview: previewOf(12, [
    [COLD, 5],
    [PRIME, 8],
    [WEB, 5],
  ]),
};

afterEach(cleanup);

function press(key: string, target: Element = document.activeElement ?? document.body, more: KeyboardEventInit = {}) {
  return act(() => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
  });
}

function click(element: HTMLElement): Promise<void> {
  return act(() => element.click());
}

function type(field: HTMLTextAreaElement, text: string): Promise<void> {
  return act(() => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

describe('choosing tags', () => {
  it('shows the tags on the ticked records by count, then name, with none picked', async () => {
    await openPopup(LIST);
    const boxes = await screen.findAllByRole<HTMLInputElement>('checkbox');
    const names = boxes.map((box) => box.labels?.[0]?.querySelector('bdi')?.textContent);
    expect(names).toEqual(['Prime', 'Cold lead', 'web']);
    expect(boxes.some((box) => box.checked)).toBe(false);
    expect(screen.getByRole('heading', { name: '12 leads selected' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Choose tags to remove' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('says on the button what will happen, and starts it', async () => {
    const started: unknown[] = [];
    await openPopup({ ...LIST, onRequest: (name, data) => name === 'run.start' && started.push(data) });
    await click(await screen.findByRole('checkbox', { name: /Prime/ }));
    const button = await screen.findByRole('button', { name: /Remove 1 tag from 8 leads/ });
    await click(button);
    await waitFor(() => expect(started).toEqual([{ runId: 'run-1', tagIds: [PRIME.id] }]));
    expect(screen.getByRole('button', { name: 'Starting…' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('keeps what is chosen in sight while the filter hides it, and lets it be taken out there', async () => {
    const popup = await openPopup(LIST);
    await click(await screen.findByRole('checkbox', { name: /Prime/ }));
    await click(screen.getByRole('checkbox', { name: /Cold lead/ }));
    await act(() => popup.filter.filter('web'));
    const chosen = within(await screen.findByRole('group', { name: text('chosen_label') }));
    expect(chosen.getAllByRole('button').map((chip) => chip.textContent)).toEqual(['Prime', 'Cold lead']);
    await click(chosen.getByRole('button', { name: text('chosen_out', { tag: 'Prime' }) }));
    expect([...popup.preview.picked.value]).toEqual([COLD.id]);
    await waitFor(() => expect(document.activeElement?.id).toBe(`chip-${COLD.id}`));
    await click(chosen.getByRole('button', { name: text('chosen_out', { tag: 'Cold lead' }) }));
    await waitFor(() => expect(document.activeElement?.id).toBe('filter'));
    expect(screen.queryByRole('group', { name: text('chosen_label') })).toBeNull();
  });

  it('chooses the first match with Enter, and does not remove with an Enter right after', async () => {
    const asked: string[] = [];
    const popup = await openPopup({ ...LIST, onRequest: (name) => asked.push(name) });
    await screen.findAllByRole('checkbox');
    const field = screen.getByRole('searchbox');
    await act(() => popup.filter.filter('col'));
    await press('Enter', field);
    expect(popup.filter.text.value).toBe('');
    expect([...popup.preview.picked.value]).toEqual([COLD.id]);
    await press('Enter', field);
    await press('Enter', field, { repeat: true });
    expect(asked).not.toContain('run.start');
  });

  it('moves through the rows with arrows as one stop, and back to the filter', async () => {
    await openPopup(LIST);
    const boxes = await screen.findAllByRole<HTMLInputElement>('checkbox');
    const field = screen.getByRole('searchbox');
    await act(() => field.focus());
    await press('ArrowDown');
    expect(document.activeElement).toBe(boxes[0]);
    await press('ArrowDown');
    expect(document.activeElement).toBe(boxes[1]);
    expect(boxes.map((box) => box.tabIndex)).toEqual([-1, 0, -1]);
    await press('ArrowUp');
    await press('ArrowUp');
    expect(document.activeElement).toBe(field);
  });

  it('asks once more above the threshold, and repeats the count', async () => {
    const asked: string[] = [];
    const popup = await openPopup({
      ...LIST,
      preview: previewOf(1240, [[PRIME, 1104]]),
      onRequest: (name) => asked.push(name),
    });
    await click(await screen.findByRole('checkbox'));
    await act(() => popup.remove());
    expect(await screen.findByRole('heading', { name: 'Remove 1 tag from 1,104 leads?' })).toBeTruthy();
    expect(asked).not.toContain('run.start');
    await click(await screen.findByRole('button', { name: 'Remove from 1,104 leads' }));
    await waitFor(() => expect(asked).toContain('run.start'));
  });

  it('reads again and says so when the tags changed since the preview', async () => {
    const read: unknown[] = [];
    const popup = await openPopup({
      ...LIST,
      startError: { code: 'tags-changed', details: {} },
      onRequest: (name, data) => name === 'run.read' && read.push(data),
    });
    await click(await screen.findByRole('checkbox', { name: /Prime/ }));
    await act(() => popup.remove());
    expect(await screen.findByText(/The tags changed a moment ago/)).toBeTruthy();
    await waitFor(() => expect(read).toHaveLength(2));
    expect([...popup.preview.picked.value]).toEqual([PRIME.id]);
  });
});

describe('selections', () => {
  it('keeps ticks in the basket, across pages', async () => {
    const popup = await openPopup(LIST);
    await screen.findAllByRole('checkbox');
    const chosen = popup.selection.selection.value;
    await act(() => popup.keepPage(BRIGHTSIDE.id, chosen!.module, chosen!.ids!));
    expect((await basketItem.get())?.ids).toHaveLength(12);
    expect(await screen.findByText('Added. 12 leads in your list.')).toBeTruthy();
    await click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(async () => expect(await basketItem.get()).toBeNull());
  });

  it('brings an emptied list back until the popup closes', async () => {
    const popup = await openPopup(LIST);
    await screen.findAllByRole('checkbox');
    const chosen = popup.selection.selection.value;
    await act(() => popup.keepPage(BRIGHTSIDE.id, chosen!.module, chosen!.ids!));
    await act(() => popup.emptyBasket());
    expect(await screen.findByText('Your list is empty. It had 12 leads.')).toBeTruthy();
    expect(await basketItem.get()).toBeNull();
    await click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(async () => expect((await basketItem.get())?.ids).toHaveLength(12));
  });

  it('names what a pasted text holds and refuses another module', async () => {
    const popup = await openPopup({ ...LIST, page: pageOf({}) });
    await act(() => {
      popup.isPasting.value = true;
    });
    const field = await screen.findByRole<HTMLTextAreaElement>('textbox');
    await type(field, '581200000001234001\nAda Byron');
    expect(await screen.findByText('1 lead recognised. 1 line without an ID (“Ada Byron”).')).toBeTruthy();
    await type(field, 'https://crm.zoho.eu/crm/org20087145332/tab/Contacts/581200000001234001');
    expect(await screen.findByText(/^These links are Contacts, this page is Leads. Open Contacts/)).toBeTruthy();
    expect(screen.getByText('1 record recognised.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Use 1 lead' }).getAttribute('aria-disabled')).toBe('true');
  });

  it('asks for the column of a table that may be any of two, and keeps the question when it is answered', async () => {
    const popup = await openPopup({ ...LIST, page: pageOf({}) });
    await act(() => {
      popup.isPasting.value = true;
    });
    const field = await screen.findByRole<HTMLTextAreaElement>('textbox');
    await type(field, 'Wer\tWessen\n581200000001234001\t581200000001234901\n581200000001234002\t581200000001234901');
    const [first, second] = await screen.findAllByRole<HTMLInputElement>('radio');
    expect(screen.getByText('2 rows.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Choose the column' }).getAttribute('aria-disabled')).toBe('true');
    await click(first!);
    expect(screen.getByText('2 leads recognised. From the column “Wer”.')).toBeTruthy();
    await click(second!);
    expect(screen.getByText('1 lead recognised. From the column “Wessen”. 1 repeated.')).toBeTruthy();
  });

  it.each([
    ['5.812E+17', /^A spreadsheet has changed these IDs\./],
    ['Record Id,Name\n581200000001234001,"Ada', /^From row 2 on, the quotation marks do not fit\./],
    ['Name,Email\nAda,ada@example.com', /^No column holds record IDs or links\./],
    [
      'https://crmsandbox.zoho.eu/crm/org20087145332/tab/Leads/581200000001234001',
      /^These links belong to another org\./,
    ],
    ['one.zoho.com/zohoone/a/home/cxapp/crm/org20087145332/tab/Leads/581200000001234001', /another org/],
    ['crm.zoho.eu/crm/EntityInfo.do?module=Contacts&id=581200000001234001', /^These links are Contacts/],
  ])('says why %j cannot be used', async (pasted, words) => {
    const popup = await openPopup({ ...LIST, page: pageOf({}) });
    await act(() => {
      popup.isPasting.value = true;
    });
    await type(await screen.findByRole<HTMLTextAreaElement>('textbox'), pasted);
    const note = await screen.findByText(
      (_, element) => element?.tagName === 'P' && words.test((element.textContent ?? '').trim()),
    );
    expect(note).toBeTruthy();
    const [, use] = screen.getAllByRole('button').slice(-2);
    expect(use?.getAttribute('aria-disabled')).toBe('true');
  });

  it('names the view and the module as they are kept, and as they are called now once that is known', async () => {
    const { id } = BRIGHTSIDE;
    const keep = async (view: string, plural: string): Promise<void> => {
      await viewNamesItem.set({ [`${id} Leads`]: { askedAt: 1, names: { [viewId]: view } } });
      await modulesItem.set({ [`${id} Leads`]: { askedAt: 1, module: { ...LEADS, plural } } });
    };
    const viewId = LIST.page?.context.viewId ?? '';
    await play({ name: 'test' });
    await keep('Kept view', 'Kept leads');
    const popup = await play({ name: 'test', ...LIST, viewName: 'Answered view' }, { isFresh: false });
    render(<App popup={popup} />);
    await act(() => popup.load());
    expect(await screen.findByText('Kept view')).toBeTruthy();
    expect(screen.getByRole('heading', { name: /kept leads/i })).toBeTruthy();
    await act(() => keep('Renamed view', 'Renamed leads'));
    expect(await screen.findByText('Renamed view')).toBeTruthy();
    expect(screen.getByRole('heading', { name: /renamed leads/i })).toBeTruthy();
  });

  it('paints what an earlier popup read and enables Remove only when it is read again', async () => {
    const popup = await play({ name: 'test', ...LIST, isSlow: true });
    render(<App popup={popup} />);
    await act(() => popup.load());
    await screen.findByRole('heading', { name: '12 leads selected' });
    const selection = popup.selection.selection.value?.key ?? '';
    await waitFor(() => expect(popup.preview.summary.value?.id).toBe('run-1'));
    await act(() => removeMirror('run-1'));
    await act(() =>
      writeMirror(runOf({ id: 'old', state: 'planned', startedAt: null, selection, counts: { pending: 12 } })),
    );
    cleanup();

    const again = await play({ name: 'test', ...LIST, isSlow: true }, { isFresh: false });
    render(<App popup={again} />);
    await act(() => again.load());
    await click(await screen.findByRole('checkbox', { name: /Prime/ }));
    expect(screen.getByRole('button', { name: /Remove 1 tag/ }).getAttribute('aria-disabled')).toBe('true');
    const { runId } = again.preview;
    await waitFor(() => expect(runId.value).not.toBe('old'));
    await act(() =>
      writeMirror(runOf({ id: runId.value!, state: 'planned', startedAt: null, counts: { pending: 12 } })),
    );
    await waitFor(() =>
      expect(screen.getByRole('button', { name: /Remove 1 tag/ }).getAttribute('aria-disabled')).toBe('false'),
    );
  });
});

describe('runs', () => {
  it('follows a run by its mirror and says that its end was seen', async () => {
    const asked: string[] = [];
    const run = runOf({ counts: { removed: 4, pending: 5, 'had-none': 3 } });
    await openPopup({ ...LIST, runs: [run], onRequest: (name) => asked.push(name) });
    expect(await screen.findByRole('heading', { name: 'Removing 2 tags' })).toBeTruthy();
    expect(screen.getByRole('progressbar').getAttribute('value')).toBe('4');
    const ledger = within(screen.getByLabelText('Records by outcome'));
    expect(ledger.getByText('Had the tags').parentElement?.textContent).toBe('Had the tags9');
    await act(() => writeMirror(runOf({ revision: 2, state: 'done', counts: { removed: 9, 'had-none': 3 } })));
    expect(await screen.findByRole('heading', { name: 'Removed from 9 leads' })).toBeTruthy();
    expect(screen.getByText(text('not_had_other', { m: 3, all: 12 }))).toBeTruthy();
    await waitFor(() => expect(asked).toContain('run.seen'));
  });

  it('stops once, and says what it waits for', async () => {
    const asked: string[] = [];
    const run = runOf({ inFlight: 5, counts: { pending: 9 } });
    await openPopup({ ...LIST, runs: [run], onRequest: (name) => asked.push(name) });
    await click(await screen.findByRole('button', { name: 'Stop' }));
    expect(await screen.findByText('Waiting for Zoho’s answer to the 5 records already sent.')).toBeTruthy();
    expect(asked.filter((name) => name === 'run.stop')).toHaveLength(1);
  });

  it('wakes a run that waits for the network when the network is back', async () => {
    const asked: string[] = [];
    const run = runOf({ state: 'waiting', why: 'offline', counts: { pending: 9 } });
    await openPopup({ ...LIST, runs: [run], onRequest: (name) => asked.push(name) });
    expect(await screen.findByRole('heading', { name: 'Paused: you are offline' })).toBeTruthy();
    expect(asked).not.toContain('run.goOn');
    globalThis.dispatchEvent(new Event('online'));
    expect(asked).toContain('run.goOn');
  });

  it('never goes blank when a screen breaks', async () => {
    const popup = await openPopup({ ...LIST, runs: [runOf({ counts: { pending: 9 } })] });
    const [run] = popup.runs.all.value;
    await act(() => {
      popup.runs.byId.value = new Map([['run', { ...run!, module: undefined as never }]]);
    });
    expect(await screen.findByRole('heading', { name: 'Untag stopped working here' })).toBeTruthy();
  });
});

describe('a menu click', () => {
  const NOTE: Intent = { tabId: 1, frameId: 0, url: '', ids: [], source: 'clicked', tagId: null, at: NOW };

  async function open(tagId: string | null): Promise<void> {
    await openPopup({ ...LIST, intent: { ...NOTE, tagId } });
    await screen.findAllByRole('checkbox');
  }

  it('has the tag of a menu click picked, and the focus on Remove, whatever is drawn first', async () => {
    await open(PRIME.id);
    const remove = await screen.findByRole('button', { name: /Remove 1 tag from 8 leads/ });
    await waitFor(() => expect(document.activeElement).toBe(remove));
  });

  it.each([
    ['a tag that none of the records carries', tag('Gone', null).id],
    ['no tag', null],
  ])('leaves the focus in the filter after a menu click on %s', async (_what, tagId) => {
    await open(tagId);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('searchbox')));
    expect(screen.queryByRole('checkbox', { checked: true })).toBeNull();
  });
});

describe('a module that the worker cannot tell', () => {
  /** The worker fails the first request for the module. */
  async function openRefused(): Promise<void> {
    let refusals = 1;
    await openPopup({
      connections: [BRIGHTSIDE],
      page: tickedPage(3),
      preview: previewOf(3, [[PRIME, 2]]),
      onRequest: (name) => {
        if (name !== 'module.resolve' || refusals === 0) return;
        refusals -= 1;
        throw new AppError('signed-out');
      },
    });
    expect(await screen.findByRole('heading', { name: 'Sign in to Zoho again' })).toBeTruthy();
  }

  it('asks for the module again when the user says so', async () => {
    await openRefused();
    await act(() => screen.getByRole('button', { name: 'Try again' }).click());
    expect(await screen.findByRole('heading', { name: '3 leads selected' })).toBeTruthy();
  });

  it('asks for the module again after a new sign-in', async () => {
    await openRefused();
    await act(() => connectionsItem.set([{ ...BRIGHTSIDE, connectedAt: BRIGHTSIDE.connectedAt + 1 }]));
    expect(await screen.findByRole('heading', { name: '3 leads selected' })).toBeTruthy();
  });
});

describe('the way back', () => {
  const CRM = 'https://crm.zoho.eu/crm/org1/tab/Leads';

  it('is offered over another page in another tab', async () => {
    await openPopup({ connections: [BRIGHTSIDE], tabUrl: 'https://example.com/', lastTab: { tabId: 2, url: CRM } });
    expect(await screen.findByText('Go to Zoho CRM')).toBeTruthy();
  });

  it('offers nothing where that tab itself has moved on', async () => {
    await openPopup({ connections: [BRIGHTSIDE], tabUrl: 'https://example.com/', lastTab: { tabId: 1, url: CRM } });
    expect(await screen.findByRole('heading')).toBeTruthy();
    expect(screen.queryByText('Go to Zoho CRM')).toBeNull();
  });
});
