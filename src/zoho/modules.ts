import { AppError } from '../shared/errors.ts';
import type { Call, CallRequest } from './client.ts';
import { CREDITS_PER_READ } from './limits.ts';
import { readAnswer } from './answer.ts';
import { modulesSchema, type ZohoModule } from './schemas.ts';
import { usualNameField } from './standard-modules.ts';
import type { ModuleInfo } from './types.ts';

/** All modules that the user sees. Source: Zoho docs v8, modules. */
export async function readModules(call: Call): Promise<readonly ModuleInfo[]> {
  const answer = await call(requestFor([]));
  return readAnswer(answer, modulesSchema)?.modules.map(moduleInfo) ?? [];
}

/** One module. Only this call names the field that names a record. Throws `module-unknown`, `module-unsupported`. */
export async function readModule(call: Call, apiName: string): Promise<ModuleInfo> {
  const answer = await call(requestFor([apiName]));
  const module = readAnswer(answer, modulesSchema)?.modules[0];
  if (!module) throw new AppError('module-unknown', { status: answer.facts.status });
  return moduleInfo(module);
}

function requestFor(rest: readonly string[]): CallRequest {
  return {
    method: 'GET',
    path: ['settings', 'modules', ...rest],
    scope: 'ZohoCRM.settings.modules.READ',
    credits: CREDITS_PER_READ,
  };
}

function moduleInfo(module: ZohoModule): ModuleInfo {
  const isCustom = module.generated_type === 'custom';
  return {
    apiName: module.api_name,
    moduleName: module.module_name || module.api_name,
    singular: module.singular_label || module.api_name,
    plural: module.plural_label || module.api_name,
    isCustom,
    isApiSupported: module.api_supported,
    nameField: module.display_field ?? usualNameField(module.api_name, isCustom),
  };
}
