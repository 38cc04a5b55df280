import type { Credential } from './sign-in.ts';
import type { Wire } from './wire.ts';

/** Makes the simulated Zoho create a code, as a person does in Zoho's API console for a self client. */
export async function selfClientCode(
  wire: Wire,
  { selfClientId, selfClientSecret }: { selfClientId: string; selfClientSecret: string },
  scope: string,
): Promise<Credential> {
  const { body } = await wire({
    service: 'accounts',
    method: 'POST',
    path: '/sim/self-client-code',
    headers: {},
    body: new URLSearchParams({ client_id: selfClientId, scope }).toString(),
  });
  if (typeof body['code'] !== 'string') throw new Error('the simulated Zoho makes no code');
  return { code: body['code'], clientId: selfClientId, clientSecret: selfClientSecret };
}
