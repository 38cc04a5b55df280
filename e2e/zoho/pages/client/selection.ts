/** The selection in a list. It outlives the page of rows, so fewer rows may be on screen. */
export interface Selection {
  readonly ids: Set<string>;
  /** "All records of this view" is on. */
  isWholeView: boolean;
}

/** The selections of this tab, kept only for the open list. Another view, module or order starts a new one. */
export interface SelectionKeeper {
  open(key: string): Selection;
}

export function createSelectionKeeper(): SelectionKeeper {
  let openKey = '';
  let selection: Selection = { ids: new Set(), isWholeView: false };
  return {
    open(key) {
      if (key !== openKey) selection = { ids: new Set(), isWholeView: false };
      openKey = key;
      return selection;
    },
  };
}
