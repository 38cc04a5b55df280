/** Whether Zoho may treat two names as equal. No document says whether letter case and surrounding spaces count. */
export function isSameName(one: string, other: string | null): boolean {
  return other !== null && folded(one) === folded(other);
}

function folded(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}
