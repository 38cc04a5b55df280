import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { direction } from '../../shared/i18n.ts';

/** The cell of the keyboard focus: its row among the items, its column among the columns. */
export interface Place {
  readonly index: number;
  readonly column: number;
}

export interface Grid {
  readonly at: Place;
  /** Handles a key and moves the focus. */
  readonly onKey: (event: KeyboardEvent) => void;
  /** Swallows the release of a key that has done its work. */
  readonly onKeyUp: (event: KeyboardEvent) => void;
  /** A cell got the focus in another way. */
  readonly onFocus: (place: Place) => void;
  /** Moves the focus to the cell of the event. */
  readonly onBlur: (event: FocusEvent) => void;
}

interface Given {
  readonly table: () => HTMLElement | null;
  readonly rows: number;
  readonly columns: number;
  /** Rows that are headlines. */
  readonly isSkipped: (index: number) => boolean;
  /** Rows that fit in a window. */
  readonly page: () => number;
  readonly scrollTo: (index: number) => void;
  /** Where the keyboard begins. */
  readonly firstColumn: number;
  readonly select: {
    /** Selects a row, or takes that back; with Shift, all from the row before. */
    readonly press: (index: number, isRange: boolean) => void;
    /** The keyboard goes from one row to another and takes both. */
    readonly extend: (from: number, to: number) => void;
    readonly all: () => void;
    readonly clear: () => void;
    /** Opens what the first action on the selection opens; it starts nothing. */
    readonly act: () => void;
  };
}

/** Keys of a grid with one stop for Tab. Source: WAI-ARIA Authoring Practices, grid. */
export function useGrid({ table, rows, columns, isSkipped, page, scrollTo, firstColumn, select }: Given): Grid {
  const [wanted, setWanted] = useState<Place>({ index: 0, column: firstColumn });
  const isMoving = useRef(false);
  const hasFocus = useRef(false);
  const index = beside(Math.min(wanted.index, rows - 1), 1);
  const at: Place = { index, column: Math.min(wanted.column, columns - 1) };

  /** The nearest line in a direction; in the other direction if there is none. */
  function beside(from: number, step: 1 | -1): number {
    const within = (place: number): boolean => place >= 0 && place < rows;
    let place = Math.max(0, Math.min(from, rows - 1));
    while (within(place) && isSkipped(place)) place += step;
    return within(place) || rows === 0 ? place : beside(from, step === 1 ? -1 : 1);
  }

  useEffect(() => {
    const leave = (): void => {
      hasFocus.current = false;
    };
    document.addEventListener('pointerdown', leave, true);
    return () => document.removeEventListener('pointerdown', leave, true);
  }, []);
  useLayoutEffect(() => {
    // A row that moves in the document loses the focus.
    const isLost = hasFocus.current && document.activeElement === document.body;
    if (!isMoving.current && !isLost) return;
    const cell = table()?.querySelector<HTMLElement>(`[data-index="${at.index}"] [data-column="${at.column}"]`);
    if (cell === null || cell === undefined) return;
    isMoving.current = false;
    cell.focus({ preventScroll: true });
  });

  const go = (place: Place): void => {
    isMoving.current = true;
    scrollTo(place.index);
    setWanted(place);
  };

  return {
    at,
    onFocus: (place) => {
      hasFocus.current = true;
      if (place.index !== at.index || place.column !== at.column) setWanted(place);
    },
    onBlur: ({ relatedTarget }) => {
      if (relatedTarget !== null) hasFocus.current = false;
    },
    onKey: (event) => {
      const isEdge = event.ctrlKey || event.metaKey;
      if (event.altKey || picks(event, isEdge)) return;
      const next = nextPlace(event.key, isEdge);
      if (next === null) return;
      event.preventDefault();
      go(next);
    },
    // A button in a cell would be pressed as the key goes up.
    onKeyUp: (event) => {
      if (event.key === ' ') event.preventDefault();
    },
  };

  /** Keys that select; true for those that do nothing else. */
  function picks(event: KeyboardEvent, isEdge: boolean): boolean {
    const { key, shiftKey } = event;
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : null;
    if (key === ' ' && !isEdge) select.press(at.index, shiftKey);
    else if (key.toLowerCase() === 'a' && isEdge && !shiftKey) select.all();
    else if (key === 'Enter' && isEdge) select.act();
    else if (shiftKey && step !== null && !isEdge) {
      const next = beside(at.index + step, step);
      select.extend(at.index, next);
      go({ index: next, column: at.column });
    } else if (key === 'Escape') {
      select.clear();
      return true;
    } else return shiftKey;
    event.preventDefault();
    return true;
  }

  function nextPlace(key: string, isEdge: boolean): Place | null {
    const onward = direction() === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const { column } = at;
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      if (isEdge) return null;
      const step = key === onward ? 1 : -1;
      return { index: at.index, column: Math.max(0, Math.min(column + step, columns - 1)) };
    }
    if (key === 'ArrowDown') return { index: isEdge ? beside(rows - 1, -1) : beside(at.index + 1, 1), column };
    if (key === 'ArrowUp') return { index: isEdge ? beside(0, 1) : beside(at.index - 1, -1), column };
    if (key === 'PageDown') return { index: beside(at.index + page(), 1), column };
    if (key === 'PageUp') return { index: beside(at.index - page(), -1), column };
    if (key === 'Home') return { index: beside(0, 1), column };
    if (key === 'End') return { index: beside(rows - 1, -1), column };
    return null;
  }
}
