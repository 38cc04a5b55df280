import type { TokenOwner } from '../auth/ports.ts';
import { AppError, isAppError } from '../shared/errors.ts';
import type { ZohoMaker } from './zoho-of.ts';

/**
 * Asks Zoho for the org and user that a token acts for. A refusal for a missing scope or right leaves that half unknown
 * and is no failure. Throws `signed-out`, `no-org` and the codes of the network.
 */
export function createIdentify(make: ZohoMaker) {
  return async (token: string, origin: string): Promise<TokenOwner> => {
    const api = make({
      origin,
      token: () => Promise.resolve(token),
      renew: () => Promise.reject(new AppError('signed-out')),
    });
    const missingScopes: string[] = [];
    const ask = async <Answer>(question: () => Promise<Answer>, scope: string): Promise<Answer | null> => {
      try {
        return await question();
      } catch (error) {
        if (!isAppError(error)) throw error;
        if (error.code === 'scope-missing') missingScopes.push(scope);
        // 204 is Zoho's answer when it names no user. Where it names no org, the user has no CRM.
        else if (error.code === 'no-org' || (error.code !== 'no-permission' && error.details.status !== 204))
          throw error;
        return null;
      }
    };
    const [org, user] = await Promise.all([
      ask(() => api.org(), 'ZohoCRM.org.READ'),
      ask(() => api.currentUser(), 'ZohoCRM.users.READ'),
    ]);
    return { org, user, missingScopes };
  };
}
