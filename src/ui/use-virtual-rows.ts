import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  observeWindowOffset,
  observeWindowRect,
  type VirtualItem,
  Virtualizer,
  type VirtualizerOptions,
  windowScroll,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useCallback, useLayoutEffect, useMemo, useReducer } from 'preact/hooks';

/** Rows beyond the edges, so that a quick turn of the wheel shows rows and not a gap. */
const OVERSCAN = 8;
export interface VirtualRows {
  /** Between two that are no neighbours there is room for those that do not exist. */
  readonly items: readonly VirtualItem[];
  /** Pixels before the first and after the last of them. */
  readonly before: number;
  readonly after: number;
  /** To be given to each row, which carries its place in `data-index`: a row that is taller than others keeps its height. */
  readonly measure: (row: Element | null) => void;
  /** Scrolls as far as it takes to have a row in sight. */
  readonly scrollTo: (index: number) => void;
}

interface Options {
  readonly count: number;
  readonly box: RefObject<HTMLElement | null>;
  /** Whether the page scrolls and not the box. */
  readonly isPage: boolean;
  /** About the height of a row. */
  readonly rowPx: number;
  /** A row that exists wherever the page is scrolled to: the one with the focus. */
  readonly kept?: number | null;
  /** Pixels at the top that something covers. */
  readonly coveredPx?: number;
}

type Shared<Scroller extends Element | Window> = Pick<
  VirtualizerOptions<Scroller, Element>,
  'count' | 'overscan' | 'estimateSize' | 'onChange' | 'rangeExtractor' | 'scrollPaddingStart'
>;

/** The few rows of a long list that are in sight. */
export function useVirtualRows({ count, box, isPage, rowPx, kept = null, coveredPx = 0 }: Options): VirtualRows {
  const [, draw] = useReducer((turn: number) => turn + 1, 0);
  const shared: Shared<Element> & Shared<Window> = {
    count,
    overscan: OVERSCAN,
    estimateSize: () => rowPx,
    scrollPaddingStart: coveredPx,
    rangeExtractor: (range) => withKept(defaultRangeExtractor(range), kept, count),
    onChange: () => draw(undefined),
  };
  const windowOptions = (): VirtualizerOptions<Window, Element> => ({
    ...shared,
    getScrollElement: () => globalThis.window,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    scrollMargin: topOf(box.current),
  });
  const boxOptions = (): VirtualizerOptions<Element, Element> => ({
    ...shared,
    getScrollElement: () => box.current,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
  });
  const virtual = useMemo(() => {
    const options = isPage ? windowOptions() : boxOptions();
    return isPage
      ? { kind: 'page' as const, core: new Virtualizer(options as VirtualizerOptions<Window, Element>) }
      : { kind: 'box' as const, core: new Virtualizer(options as VirtualizerOptions<Element, Element>) };
  }, [isPage, rowPx]);

  if (virtual.kind === 'page') virtual.core.setOptions(windowOptions());
  else virtual.core.setOptions(boxOptions());
  useLayoutEffect(() => virtual.core._didMount(), [virtual]);
  useLayoutEffect(() => virtual.core._willUpdate());

  const measure = useCallback((row: Element | null) => virtual.core.measureElement(row), [virtual]);
  const scrollTo = useCallback((index: number) => virtual.core.scrollToIndex(index, { align: 'auto' }), [virtual]);
  const items = virtual.core.getVirtualItems();
  const margin = virtual.core.options.scrollMargin;
  const first = items[0];
  const last = items.at(-1);
  return {
    items,
    before: first === undefined ? 0 : first.start - margin,
    after: last === undefined ? 0 : virtual.core.getTotalSize() - (last.end - margin),
    measure,
    scrollTo,
  };
}

function topOf(element: HTMLElement | null): number {
  return element === null ? 0 : element.getBoundingClientRect().top + globalThis.scrollY;
}

/** The rows in sight and the one that is kept, in order. */
function withKept(indexes: number[], kept: number | null, count: number): number[] {
  if (kept === null || kept >= count || indexes.includes(kept)) return indexes;
  return [...indexes, kept].toSorted((a, b) => a - b);
}
