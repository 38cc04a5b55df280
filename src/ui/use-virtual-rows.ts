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

/** Rows beyond the edges, so that quick scrolling shows rows and no gap. */
const OVERSCAN = 8;
export interface VirtualRows {
  /** Between two rows that are not adjacent there is room for the missing ones. */
  readonly items: readonly VirtualItem[];
  /** Pixels before the first and after the last row. */
  readonly before: number;
  readonly after: number;
  /**
   * Give it to each row, whose `data-index` is its position. It measures rows, so that taller ones keep their height.
   */
  readonly measure: (row: Element | null) => void;
  /** Scrolls until a row is in sight. */
  readonly scrollTo: (index: number) => void;
}

interface Options {
  readonly count: number;
  readonly box: RefObject<HTMLElement | null>;
  /** Whether the page scrolls, and not the box. */
  readonly isPage: boolean;
  /** Approximate height of a row, in pixels. */
  readonly rowPx: number;
  /** A row that exists at any scroll position: the one with the focus. */
  readonly kept?: number | null;
  /** Pixels at the top that something covers. */
  readonly coveredPx?: number;
}

type Shared<Scroller extends Element | Window> = Pick<
  VirtualizerOptions<Scroller, Element>,
  'count' | 'overscan' | 'estimateSize' | 'onChange' | 'rangeExtractor' | 'scrollPaddingStart'
>;

/** Keeps only the rows in sight of a long list. */
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

/** The rows in sight and the kept one, in order. */
function withKept(indexes: number[], kept: number | null, count: number): number[] {
  if (kept === null || kept >= count || indexes.includes(kept)) return indexes;
  return [...indexes, kept].toSorted((a, b) => a - b);
}
