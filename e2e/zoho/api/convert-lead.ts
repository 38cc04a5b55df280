import { json } from '../http.ts';
import { REFUSALS, refuse } from './errors.ts';
import { deniedOf, noteForbidden, rightOf } from './call.ts';
import { knownModule } from './module-of.ts';
import type { Endpoint } from './call.ts';

/** `POST /Leads/{id}/actions/convert`: makes a contact, and an account of the lead's company. Source: Zoho docs v8, convert-lead. */
export const convertLead: Endpoint = {
  name: 'convertLead',
  method: 'POST',
  path: /^\/Leads\/(\d+)\/actions\/convert$/,
  need: (call) => ({ module: knownModule(call, 'Leads').scope, tagAction: false, operation: 'CREATE' }),
  handle(call) {
    noteForbidden(call, 'a lead was converted');
    const { user } = call;
    const [leads, contacts, accounts] = ['Leads', 'Contacts', 'Accounts'].map((name) => knownModule(call, name));
    const denied = deniedOf(user, [rightOf('Edit', leads!)]);
    if (denied.length > 0) return REFUSALS.permission(denied);
    const lead = leads!.seen(call.params[0] ?? '');
    if (!lead) return refuse(400, 'INVALID_DATA', 'the id given seems to be invalid', { resource_path_index: 1 });
    if (lead.converted) return refuse(400, 'ID_ALREADY_CONVERTED', 'id already converted', { id: lead.id });
    leads!.convert(lead.id);
    const { first, last, name, company } = lead;
    const made = {
      Contacts: { name, id: contacts!.addRecord({ first, last, name, ownerId: user.id }) },
      Deals: null,
      Accounts: company === '' ? null : { name: company, id: accounts!.addRecord({ name: company, ownerId: user.id }) },
    };
    const message = 'The record has been converted successfully';
    return json(200, { data: [{ code: 'SUCCESS', details: made, message, status: 'success' }] });
  },
};
