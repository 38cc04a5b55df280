import { describe, expect, it } from 'vitest';
import { moduleOfSlug } from './module-of-slug.ts';
import { STANDARD_MODULES } from './standard-modules.ts';
import type { ModuleInfo } from './types.ts';

function custom(apiName: string, moduleName: string, isApiSupported = true): ModuleInfo {
  return {
    apiName,
    moduleName,
    singular: apiName,
    plural: apiName,
    isCustom: true,
    isApiSupported,
    nameField: 'Name',
  };
}

const MODULES = [...STANDARD_MODULES, custom('Vehicles', 'CustomModule5'), custom('Home', 'Home', false)];

describe('moduleOfSlug', () => {
  it.each([
    ['Leads', 'Leads'],
    ['Potentials', 'Deals'],
    ['Events', 'Events'],
    ['Meetings', 'Events'],
    ['SalesOrders', 'Sales_Orders'],
    ['PurchaseOrders', 'Purchase_Orders'],
    ['PriceBooks', 'Price_Books'],
    ['CustomModule5', 'Vehicles'],
    ['Vehicles', 'Vehicles'],
  ])('%s is %s', (moduleSlug, apiName) => {
    expect(moduleOfSlug(moduleSlug, MODULES)?.apiName).toBe(apiName);
  });

  it.each(['Activities', 'Home', 'Reports', 'CustomModule6', 'leads', ''])(
    '%j is no module of the API',
    (moduleSlug) => {
      expect(moduleOfSlug(moduleSlug, MODULES)).toBeNull();
    },
  );

  it('takes the internal name before another module’s API name', () => {
    const modules = [custom('CustomModule7', 'CustomModule9'), custom('Boats', 'CustomModule7')];
    expect(moduleOfSlug('CustomModule7', modules)?.apiName).toBe('Boats');
  });
});
