import { AppError } from '../../shared/errors.ts';
import type { Module } from '../../shared/run-summary.ts';
import type { TagModule } from '../../tags/model/types.ts';
import type { TagsPagePorts } from '../ports.ts';

/** The module as the worker knows it: the page's lacks the field that names a record. Throws `module-unknown`. */
export async function moduleForWorker(
  { request }: Pick<TagsPagePorts, 'request'>,
  connectionId: string,
  { apiName, moduleSlug }: Pick<TagModule, 'apiName' | 'moduleSlug'>,
): Promise<Module> {
  const module = await request('module.resolve', { connectionId, moduleSlug });
  if (module.apiName !== apiName) throw new AppError('module-unknown', { name: apiName });
  return module;
}
