/** What may still be spent: what Zoho said last, less the cost of the calls under way. */
export interface Credits {
  /** `X-API-CREDITS-REMAINING` when Zoho last sent it; null as long as it has not. */
  readonly left: number | null;
  /** Takes the figure of an answer. Answers can arrive out of order, so overlapping calls keep the lowest value. */
  observe(left: number): void;
  /** Whether a call of that cost leaves the reserve whole. True until Zoho says what is left. */
  allow(cost: number, reserve: number): boolean;
  /** Counts a call as under way until the returned function is called. */
  begin(cost: number): () => void;
}

export function createCredits(): Credits {
  let left: number | null = null;
  let underWay = 0;
  /** Whether no two calls under way overlapped: answers of overlapping calls arrive in any order. */
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
