/** What may still be spent: Zoho's last word on it, less what the calls under way will cost. */
export interface Credits {
  /** `X-API-CREDITS-REMAINING` when Zoho last sent it; null as long as it has not. */
  readonly left: number | null;
  /** Told by each answer. */
  told(left: number): void;
  /** Whether a call of that cost leaves the reserve whole. True as long as Zoho has not said what is left. */
  allow(cost: number, reserve: number): boolean;
  /** Counts a call as under way until the returned function is called. */
  begin(cost: number): () => void;
}

export function createCredits(): Credits {
  let left: number | null = null;
  let underWay = 0;
  return {
    get left() {
      return left;
    },
    told(now) {
      left = now;
    },
    allow: (cost, reserve) => left === null || left - underWay - cost >= reserve,
    begin(cost) {
      underWay += cost;
      return () => {
        underWay -= cost;
      };
    },
  };
}
