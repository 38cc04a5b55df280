/** A module as Zoho ships it, or as a company has made it. Sources: Zoho docs v8, remove-tags and modules; Zoho SDK, record/field. */
export interface ModuleKind {
  apiName: string;
  /** Zoho's internal name, also what a custom module's URL tab is called. */
  moduleName: string;
  /** Segment after `/tab/` in the CRM's URLs. */
  tab: string;
  singular: string;
  plural: string;
  /** API name of the field that names a record. */
  nameField: string;
  /** Its label in the list. */
  nameLabel: string;
  /** `{module}` in scopes. */
  scope: string;
  generatedType: 'default' | 'custom' | 'linking' | 'subform';
  apiSupported: boolean;
  /** Whether tag actions know it. */
  taggable: boolean;
  /** The kind of name that its records get. */
  named: 'person' | 'company' | 'thing';
}

type Shipped = [
  apiName: string,
  moduleName: string,
  tab: string,
  singular: string,
  nameField: string,
  nameLabel: string,
  named?: ModuleKind['named'],
];

const SHIPPED: Shipped[] = [
  ['Leads', 'Leads', 'Leads', 'Lead', 'Full_Name', 'Lead Name', 'person'],
  ['Accounts', 'Accounts', 'Accounts', 'Account', 'Account_Name', 'Account Name', 'company'],
  ['Contacts', 'Contacts', 'Contacts', 'Contact', 'Full_Name', 'Contact Name', 'person'],
  ['Deals', 'Deals', 'Potentials', 'Deal', 'Deal_Name', 'Deal Name'],
  ['Campaigns', 'Campaigns', 'Campaigns', 'Campaign', 'Campaign_Name', 'Campaign Name'],
  ['Tasks', 'Tasks', 'Tasks', 'Task', 'Subject', 'Subject'],
  ['Cases', 'Cases', 'Cases', 'Case', 'Subject', 'Subject'],
  ['Events', 'Meetings', 'Events', 'Meeting', 'Event_Title', 'Title'],
  ['Calls', 'Calls', 'Calls', 'Call', 'Subject', 'Subject'],
  ['Solutions', 'Solutions', 'Solutions', 'Solution', 'Solution_Title', 'Solution Title'],
  ['Products', 'Products', 'Products', 'Product', 'Product_Name', 'Product Name'],
  ['Vendors', 'Vendors', 'Vendors', 'Vendor', 'Vendor_Name', 'Vendor Name', 'company'],
  ['Price_Books', 'PriceBooks', 'PriceBooks', 'Price Book', 'Price_Book_Name', 'Price Book Name'],
  ['Quotes', 'Quotes', 'Quotes', 'Quote', 'Subject', 'Subject'],
  ['Sales_Orders', 'SalesOrders', 'SalesOrders', 'Sales Order', 'Subject', 'Subject'],
  ['Purchase_Orders', 'PurchaseOrders', 'PurchaseOrders', 'Purchase Order', 'Subject', 'Subject'],
  ['Invoices', 'Invoices', 'Invoices', 'Invoice', 'Subject', 'Subject'],
];

const SCOPES: Record<string, string> = {
  Events: 'events',
  Price_Books: 'pricebooks',
  Sales_Orders: 'salesorders',
  Purchase_Orders: 'purchaseorders',
};

function shipped([apiName, moduleName, tab, singular, nameField, nameLabel, named = 'thing']: Shipped): ModuleKind {
  return {
    apiName,
    moduleName,
    tab,
    singular,
    plural: `${singular}s`,
    nameField,
    nameLabel,
    scope: SCOPES[apiName] ?? apiName.toLowerCase(),
    generatedType: 'default',
    apiSupported: true,
    taggable: true,
    named,
  };
}

function custom(apiName: string, number: number, singular: string, plural: string): ModuleKind {
  const moduleName = `CustomModule${number}`;
  return {
    apiName,
    moduleName,
    tab: moduleName,
    singular,
    plural,
    nameField: 'Name',
    nameLabel: `${singular} Name`,
    scope: 'custom',
    generatedType: 'custom',
    apiSupported: true,
    taggable: true,
    named: 'thing',
  };
}

/** A tab that is no list of records, or a module that tag actions refuse. */
function untaggable(
  apiName: string,
  moduleName: string,
  singular: string,
  plural: string,
  apiSupported: boolean,
): ModuleKind {
  return {
    ...shipped([apiName, moduleName, moduleName, singular, 'Name', 'Name']),
    plural,
    apiSupported,
    taggable: false,
    generatedType: moduleName.startsWith('Linking') ? 'linking' : 'default',
  };
}

/** Every module of an org, in the order of its tabs. */
export const MODULE_KINDS: ModuleKind[] = [
  untaggable('Home', 'Home', 'Home', 'Home', false),
  ...SHIPPED.map(shipped),
  custom('Vehicles', 5, 'Vehicle', 'Vehicles'),
  custom('Site_Visits', 2, 'Site Visit', 'Site Visits'),
  untaggable('Reports', 'Reports', 'Report', 'Reports', false),
  untaggable('Analytics', 'Dashboards', 'Dashboard', 'Analytics', false),
  untaggable('Notes', 'Notes', 'Note', 'Notes', true),
  untaggable('Services__s', 'Services', 'Service', 'Services', true),
  untaggable('Vehicles_X_Deals', 'LinkingModule1', 'Vehicle Deal', 'Vehicle Deals', true),
];
