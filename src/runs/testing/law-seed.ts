/**
 * The seed of the worlds that a law is played in. The same worlds each time, so that a test fails only after a change.
 * `UNTAG_SEED` plays others: a number, or `random` for new ones.
 */
export const LAW_SEED = seedFrom(process.env['UNTAG_SEED'] ?? '20261129');

function seedFrom(given: string): number {
  const seed = given === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(given);
  if (!Number.isInteger(seed)) throw new Error(`UNTAG_SEED is neither a whole number nor "random": ${given}`);
  return seed;
}
