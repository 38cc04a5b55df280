import { createHash } from 'node:crypto';
import { GECKO_ID } from '../../scripts/manifest-variants.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';
import { expect, test } from './fixtures.ts';
import { words } from '../browser/words.ts';

test('sign-in in Firefox: the guide names Firefox’s redirect address, and Zoho leads back to it', async ({
  firefox,
  zoho,
}) => {
  await firefox.openList();
  const redirect = `https://${createHash('sha1').update(GECKO_ID).digest('hex')}.extensions.allizom.org/`;
  const connect = await firefox.open('connect');
  await connect.shows(redirect);
  await connect.press('textbox', 'Client ID');
  await connect.type(EXTENSION_CLIENT_ID);
  await firefox.accept();
  await connect.shows('Connected to Brightside Solar');

  const [asked] = zoho.requests.filter(({ path }) => path === '/oauth/v2/auth');
  expect(asked?.query['redirect_uri']).toBe(redirect);
  const popup = await firefox.open('popup');
  await popup.shows(words('none_h'));
  await popup.shows('Brightside Solar');
});
