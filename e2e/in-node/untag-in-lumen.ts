import { startUntag, type UntagInNode } from './UntagInNode.tsx';
import { afterAll, afterEach, beforeEach } from 'vitest';

/**
 * Untag for the tests of a file. Each test finds it newly connected to the org that needs cleaning: 180 tags in 6 modules,
 * among them VIP, vip and V.I.P. on leads, some of which have no room for another tag.
 */
export async function untagInLumen(): Promise<UntagInNode> {
  const untag = await startUntag();
  beforeEach(async () => {
    await untag.reset();
    untag.be('lumen', 'nora');
    await untag.connect();
    untag.zoho.requests.length = 0;
  });
  afterEach(() => untag.checkNoLeak());
  afterAll(() => untag.stop());
  return untag;
}
