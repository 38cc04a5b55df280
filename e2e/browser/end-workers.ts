import type { BrowserContext } from '@playwright/test';

/** Ends the extension's worker at once, as the browser does when it is idle or short of memory. */
export async function endWorkers(context: BrowserContext, extensionId: string): Promise<void> {
  const cdp = await context.browser()?.newBrowserCDPSession();
  if (cdp === undefined) throw new Error('This context has no browser to ask.');
  const { targetInfos } = await cdp.send('Target.getTargets');
  const live = targetInfos.filter(
    (target) => target.type === 'service_worker' && target.url.startsWith(`chrome-extension://${extensionId}/`),
  );
  for (const { targetId } of live) await cdp.send('Target.closeTarget', { targetId });
  await cdp.detach();
}
