import '../../shared/testing/extension.ts';
import { vi } from 'vitest';
import type { SignInState } from '../../shared/connection.ts';
import { signInItem } from '../../shared/stored-items.ts';

/** How the sign-in under way ends. */
export async function outcome(): Promise<SignInState | null> {
  await vi.waitUntil(async () => (await signInItem.get())?.state !== 'waiting', { interval: 1, timeout: 10_000 });
  return await signInItem.get();
}
