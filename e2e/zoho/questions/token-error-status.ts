import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

export const tokenErrorStatus: Question = {
  name: 'tokenErrorStatus',
  asks: 'Which status has an error of the token endpoint?',
  settles: ['tokenErrorStatus'],
  credits: 0,
  async ask({ accounts }) {
    const form = {
      grant_type: 'authorization_code',
      client_id: '1000.UNTAGNOSUCHCLIENT',
      client_secret: '0',
      code: '0',
    };
    const { status, body } = await accounts('POST', '/oauth/v2/token', form);
    if (typeof body['error'] !== 'string' || (status !== 200 && status !== 400))
      return cannotTell(`HTTP ${status}, ${'error' in body ? 'with' : 'without'} an error in the body`);
    return { switches: { tokenErrorStatus: status }, seen: `HTTP ${status}, the error in the body` };
  },
};
