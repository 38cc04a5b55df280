/** Remaining credits: Zoho's last figure minus the cost of the calls in flight. */
export interface Credits {
  /** The last `X-API-CREDITS-REMAINING`; null when Zoho has not sent it. */
  readonly left: number | null;
  /** Takes the figure of an answer. Answers can arrive out of order, so overlapping calls keep the lowest value. */
  observe(left: number): void;
  /** Whether a call of this cost leaves the reserve untouched. True while Zoho has sent no figure. */
  allow(cost: number, reserve: number): boolean;
  /** Counts a call as in flight until the returned function is called. */
  begin(cost: number): () => void;
}

export function createCredits(): Credits {
  let left: number | null = null;
  let underWay = 0;
  /** Whether no two calls in flight overlapped. Answers of overlapping calls can arrive in any order. */
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
