import { everythingStored } from '../browser/everything-stored.ts';
import { listAddress } from '../browser/addresses.ts';
import { CrmList } from '../browser/CrmList.ts';
import { ConnectPage } from '../browser/ConnectPage.ts';
import { OptionsPage } from '../browser/OptionsPage.ts';
import { expect, test } from '../fixtures.ts';
import { readyToRemove } from '../journey.ts';

test('sign-out: the tokens end at Zoho, and nothing of the connection is left in this browser', async ({
  untag,
  zoho,
}) => {
  const { clientId, clientSecret } = zoho.world.credentials['brightside'] ?? { clientId: '', clientSecret: '' };
  const ready = new Set(zoho.world.tokens.allAccess().map(({ token }) => token));
  const connect = await ConnectPage.open(untag, 'server');
  await connect.connect({ clientId, secret: clientSecret });
  await connect.expectConnected('Brightside Solar');
  await connect.page.close();
  const options = await OptionsPage.open(untag);

  const page = await untag.context.newPage();
  const list = await CrmList.open(page, listAddress(zoho));
  const [lead] = await list.tickFirst(4);
  const popup = await untag.popup(page);
  await expect(popup.getByRole('checkbox').first()).toBeVisible();
  await untag.closePopup(popup);

  const org = zoho.world.org('brightside');
  const [user] = org.users;
  const access = zoho.world.tokens.allAccess().flatMap(({ token }) => (ready.has(token) ? [] : [token]));
  const [refresh] = zoho.world.tokens.refreshTokensOf(clientId, user?.id ?? '').slice(-1);
  const traces = [clientSecret, refresh?.token, ...access, org.zgid, user?.id, user?.fullName, org.companyName];
  const before = await everythingStored(untag.worker);
  for (const trace of [...traces, lead]) expect(before).toContain(trace);

  await options.page.bringToFront();
  await options.disconnect();
  await expect(options.page.getByText('No org connected')).toBeVisible();
  const [revoked] = zoho.requestsTo('/oauth/v2/token/revoke');
  expect(revoked).toMatchObject({ host: 'accounts.zoho.com', status: 200, query: { token: refresh?.token } });
  for (const token of access) expect(zoho.world.tokens.access(token)).toBeUndefined();
  expect(zoho.world.tokens.refresh(refresh?.token ?? '')).toBeUndefined();
  const after = await everythingStored(untag.worker);
  for (const trace of [...traces, lead]) expect(after).not.toContain(trace);
  expect(after).not.toContain('us-production-');
});

test('sign-out while a run goes on: it stops there, past runs stay, and no token is left @long', async ({
  untag,
  zoho,
}) => {
  const { popup } = await readyToRemove(untag, zoho);
  zoho.inject({ fault: 'held', match: { endpoint: 'removeTags' } });
  await popup.getByRole('button', { name: /^Remove 1 tag from/ }).click();
  await zoho.arrived('actions/remove_tags');
  const options = await OptionsPage.open(untag);
  await options.disconnect();
  await expect(options.page.getByText('No org connected')).toBeVisible();
  const stored = await everythingStored(untag.worker);
  const used = zoho.requests.flatMap(({ headers }) => headers['authorization']?.split(' ')[1] ?? []);
  expect(used.length).toBeGreaterThan(0);
  for (const token of used) expect(stored).not.toContain(token);
  zoho.release();
  const report = await untag.open('src/report/index.html');
  await expect(report.getByText('Stopped: the connection was removed').first()).toBeVisible();
});
