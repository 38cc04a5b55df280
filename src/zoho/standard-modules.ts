import type { ModuleInfo } from './types.ts';

type Row = readonly [apiName: string, moduleName: string, nameField: string, singular: string];

/**
 * The modules that Zoho ships and whose records carry tags, with the field that names a record. Sources: Zoho docs v8,
 * remove-tags and modules; Zoho's SDK, record/field.
 */
const ROWS: readonly Row[] = [
  ['Leads', 'Leads', 'Full_Name', 'Lead'],
  ['Accounts', 'Accounts', 'Account_Name', 'Account'],
  ['Contacts', 'Contacts', 'Full_Name', 'Contact'],
  ['Deals', 'Deals', 'Deal_Name', 'Deal'],
  ['Campaigns', 'Campaigns', 'Campaign_Name', 'Campaign'],
  ['Tasks', 'Tasks', 'Subject', 'Task'],
  ['Cases', 'Cases', 'Subject', 'Case'],
  ['Events', 'Meetings', 'Event_Title', 'Meeting'],
  ['Calls', 'Calls', 'Subject', 'Call'],
  ['Solutions', 'Solutions', 'Solution_Title', 'Solution'],
  ['Products', 'Products', 'Product_Name', 'Product'],
  ['Vendors', 'Vendors', 'Vendor_Name', 'Vendor'],
  ['Price_Books', 'PriceBooks', 'Price_Book_Name', 'Price Book'],
  ['Quotes', 'Quotes', 'Subject', 'Quote'],
  ['Sales_Orders', 'SalesOrders', 'Subject', 'Sales Order'],
  ['Purchase_Orders', 'PurchaseOrders', 'Subject', 'Purchase Order'],
  ['Invoices', 'Invoices', 'Subject', 'Invoice'],
];

/** The modules to use where `/settings/modules` is refused. Custom modules and a company's own labels are missing. */
export const STANDARD_MODULES: readonly ModuleInfo[] = ROWS.map(([apiName, moduleName, nameField, singular]) => ({
  apiName,
  moduleName,
  singular,
  plural: `${singular}s`,
  isCustom: false,
  isApiSupported: true,
  nameField,
}));

/** The field that names the records of a module where Zoho does not name it. `Name` is the field of custom modules. */
export function usualNameField(apiName: string, isCustom: boolean): string | null {
  if (isCustom) return 'Name';
  return STANDARD_MODULES.find((module) => module.apiName === apiName)?.nameField ?? null;
}
