/** What may still be spent: Zoho's last word on it, less what the calls under way will cost. */
export interface Credits {
  /** `X-API-CREDITS-REMAINING` when Zoho last sent it; null as long as it has not. */
  readonly left: number | null;
  /** Told by each answer. Of calls that overlap the lowest counts: which of them Zoho dealt with last is not known. */
  observe(left: number): void;
  /** Whether a call of that cost leaves the reserve whole. True as long as Zoho has not said what is left. */
  allow(cost: number, reserve: number): boolean;
  /** Counts a call as under way until the returned function is called. */
  begin(cost: number): () => void;
}

export function createCredits(): Credits {
  let left: number | null = null;
  let underWay = 0;
  /** Whether the calls under way began one by one: answers of calls side by side come in any order. */
  let isAlone = true;
  return {
    get left() {
      return left;
    },
    observe(now) {
      if (left === null || now < left || isAlone) left = now;
    },
    allow: (cost, reserve) => left === null || left - underWay - cost >= reserve,
    begin(cost) {
      isAlone = underWay === 0;
      underWay += cost;
      return () => {
        underWay -= cost;
      };
    },
  };
}
