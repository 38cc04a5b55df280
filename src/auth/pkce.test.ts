import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { makePkce, randomText } from './pkce.ts';

it('makes a verifier of RFC 7636 and the S256 of it', async () => {
  const { verifier, challenge } = await makePkce();
  expect(verifier).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(challenge).toBe(createHash('sha256').update(verifier).digest('base64url'));
});

it('never says the same twice', () => {
  const texts = Array.from({ length: 200 }, randomText);
  expect(new Set(texts).size).toBe(200);
});
