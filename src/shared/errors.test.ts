import { expect, it } from 'vitest';
import { AppError, toErrorData } from './errors.ts';

const HEX = '0123456789abcdef0123456789ABCDEF';

it.each([
  [`the token 1000.${HEX}.${HEX} is wrong`, 'the token … is wrong'],
  [
    `https://x.chromiumapp.org/#access_token=1000.${HEX}.${HEX}&state=s`,
    'https://x.chromiumapp.org/#access_token=…&state=s',
  ],
  [`secret ${HEX}0123456789`, 'secret …'],
  ['the record 5725767000000411001 is locked', 'the record 5725767000000411001 is locked'],
  ['the client 1000.4QZ8M0T2X7N5C1V9B3L6K8J2H4G7FD', 'the client 1000.4QZ8M0T2X7N5C1V9B3L6K8J2H4G7FD'],
])('holds no token that a message quotes: %s', (zohoMessage, safe) => {
  const error = new AppError('sign-in-other', { zohoMessage, zohoCode: zohoMessage, status: 400 });
  expect(toErrorData(error).details).toEqual({ zohoMessage: safe, zohoCode: safe, status: 400 });
  expect(String(error)).toBe(`AppError: sign-in-other (${safe})`);
});
