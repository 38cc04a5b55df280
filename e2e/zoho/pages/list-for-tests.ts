import { realClock } from '../clock.ts';
import { parseSwitches } from '../switches.ts';
import type { Switches, SwitchesInput } from '../switches.ts';
import { createWorld } from '../world/world.ts';
import type { World } from '../world/world.ts';
import { startList } from './client/list.ts';
import type { List } from './client/list.ts';
import { createSelectionKeeper } from './client/selection.ts';
import type { SelectionKeeper } from './client/selection.ts';
import { listModel, pageQuery } from './list/build.ts';
import { listPage } from './list/list-page.ts';
import type { ListModel } from './list/model.ts';
import type { ListData } from './names.ts';
import { wordsOf } from './words.ts';

/** A list drawn into the test's document, with its script running. */
export interface DrawnList {
  model: ListModel;
  list: List;
  world: World;
  rows(): Element[];
  /** Whether the page shows a row as ticked, by the class of its first span. */
  ticked(): boolean[];
  /** `checked` of the rows' native inputs. */
  inputs(): boolean[];
  click(place: number, shift?: boolean): void;
  clickHeader(): void;
  clickOn(selector: string): void;
  header(): string;
}

export interface ListChoice {
  org?: string;
  module?: string;
  query?: string;
  keeper?: SelectionKeeper;
  world?: World;
}

/** Markup of a page of a list. By default it has 20 rows, because the test's DOM is slow. */
export function drawn(input: SwitchesInput, choice: ListChoice = {}) {
  const world = choice.world ?? createWorld(realClock(), { leads: 60 });
  const org = world.org(choice.org ?? 'brightside');
  const switches: Switches = parseSwitches({ defaultPageSize: 20, ...input });
  const words = wordsOf(switches.language);
  const module = org.module(choice.module ?? 'Leads');
  const [view] = module.views;
  if (view === undefined) throw new Error('no view');
  const query = pageQuery(new URLSearchParams(choice.query), switches);
  const model = listModel(org, `/crm/${org.domainName}`, module, view, query, switches, words);
  return { model, world, markup: listPage(model, switches, words).markup };
}

/** Draws a list into the document and starts it, as the page's script does. */
export function aliveList(input: SwitchesInput = {}, choice: ListChoice = {}): DrawnList {
  const { model, world, markup } = drawn({ firstRows: 0, ...input }, choice);
  document.body.innerHTML = `<div id="crmApp">${markup}</div><div id="crmNote" hidden></div>`;
  const root = found<HTMLElement>('#crmApp');
  const data = JSON.parse(found('#listData').textContent ?? '') as ListData;
  const list = startList(root, data, (choice.keeper ?? createSelectionKeeper()).open(data.selectionKey));
  const rows = () => [...root.querySelectorAll('.lvRows [data-zcqa="detailView"]')];
  list.adopt(rows());

  function press(input: Element | null | undefined, shiftKey: boolean): void {
    if (!input) throw new Error('nothing to click');
    input.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey }));
  }

  return {
    model,
    list,
    world,
    rows,
    ticked: () => rows().map((row) => /checked/i.test(row.querySelector('[data-select-box] span')?.className ?? '')),
    inputs: () => rows().map((row) => row.querySelector<HTMLInputElement>('[data-select-box] input')?.checked ?? false),
    click: (place, shift = false) => press(rows()[place]?.querySelector('[data-select-box] input'), shift),
    clickHeader: () => press(root.querySelector('[data-header-box] input'), false),
    clickOn: (selector) => press(root.querySelector(selector), false),
    header: () => root.querySelector('[data-header-box] span')?.className ?? '',
  };
}

export function found<T extends Element = Element>(selector: string): T {
  const element = document.querySelector<T>(selector);
  if (element === null) throw new Error(`the page has no ${selector}`);
  return element;
}
