/** Which uses of the protocol compile and which do not. `tsc` checks it; running these tests shows nothing. */
import { describe, expectTypeOf, it } from 'vitest';
import { type Handlers, request, type RequestAnswer, type RequestData, type RequestName } from './messages.ts';
import type { Module } from './run-summary.ts';

const CONNECTION = 'us-production-808232144-1';

/** Types that do not survive messages in JSON unchanged. */
type Lost =
  | ((...given: never[]) => unknown)
  | symbol
  | bigint
  | Date
  | RegExp
  | Error
  | ReadonlyMap<never, never>
  | ReadonlySet<never>;
type IsLost<Value> = Value extends Lost
  ? true
  : Value extends object
    ? true extends { [Key in keyof Value]-?: IsLost<Value[Key]> }[keyof Value]
      ? true
      : false
    : false;
type NamesWithLosses = {
  [Name in RequestName]: true extends IsLost<RequestData<Name>> | IsLost<RequestAnswer<Name>> ? Name : never;
}[RequestName];

describe('a page that asks', () => {
  it('gets the answer of the request that it names', () => {
    expectTypeOf(request<'view.name'>).returns.resolves.toEqualTypeOf<string | null>();
    expectTypeOf(request<'module.resolve'>).returns.resolves.toEqualTypeOf<Module>();
    expectTypeOf(request<'run.start'>).returns.resolves.toBeVoid();
    expectTypeOf(request<'connection.remove'>).returns.resolves.toEqualTypeOf<RequestAnswer<'data.deleteAll'>>();
  });

  it('sends the data of that request, and nothing where it has none', () => {
    expectTypeOf(request<'view.name'>).parameters.toEqualTypeOf<
      ['view.name', { connectionId: string; module: string; viewId: string }]
    >();
    expectTypeOf(request<'sign-in.show'>).parameters.toEqualTypeOf<['sign-in.show']>();
    expectTypeOf(request<'run.deleteAll'>).parameters.toEqualTypeOf<['run.deleteAll']>();
    expectTypeOf(request).parameter(0).toEqualTypeOf<RequestName>();
  });

  it('cannot pair a request with the data or the answer of another', () => {
    /** Never called: it only has to fail to compile. */
    const wrong = async (): Promise<unknown> => [
      // @ts-expect-error There is no such request.
      request('view.names', { connectionId: CONNECTION, module: 'Leads', viewId: '1' }),
      // @ts-expect-error The data of another request.
      request('view.name', { connectionId: CONNECTION, moduleSlug: 'Leads' }),
      // @ts-expect-error A part is missing.
      request('run.start', { runId: 'one' }),
      // @ts-expect-error A part has another type.
      request('run.start', { runId: 'one', tagIds: 'all' }),
      // @ts-expect-error A part that the request does not have.
      request('run.stop', { runId: 'one', tagIds: [] }),
      // @ts-expect-error Data is missing.
      request('run.stop'),
      // @ts-expect-error Data that the request does not have.
      request('sign-in.show', { runId: 'one' }),
      // @ts-expect-error The answer of another request.
      (await request('module.resolve', { connectionId: CONNECTION, moduleSlug: 'Leads' })) satisfies string | null,
      // @ts-expect-error A request that answers nothing.
      (await request('run.stop', { runId: 'one' })) satisfies Module,
    ];
    expectTypeOf(wrong).toBeFunction();
  });
});

describe('the worker that answers', () => {
  it('has a handler for each request, with its data and its answer', () => {
    expectTypeOf<keyof Handlers>().toEqualTypeOf<RequestName>();
    expectTypeOf<Handlers['view.name']>().toEqualTypeOf<
      (data: { connectionId: string; module: string; viewId: string }) => Promise<string | null>
    >();
    expectTypeOf<Omit<Handlers, 'run.stop'>>().not.toExtend<Handlers>();
  });

  it('cannot answer a request with what another answers', () => {
    expectTypeOf<(data: RequestData<'view.name'>) => Promise<Module>>().not.toExtend<Handlers['view.name']>();
    expectTypeOf<(data: RequestData<'run.start'>) => Promise<Module>>().not.toExtend<Handlers['run.start']>();
    expectTypeOf<(data: RequestData<'view.name'>) => string | null>().not.toExtend<Handlers['view.name']>();
    expectTypeOf<(data: RequestData<'run.start'>) => Promise<void>>().not.toExtend<Handlers['run.stop']>();
  });
});

it('carries in no request or answer what does not travel in a message', () => {
  expectTypeOf<NamesWithLosses>().toEqualTypeOf<never>();
  expectTypeOf<IsLost<{ readonly at: { readonly when: Date } }>>().toEqualTypeOf<true>();
  expectTypeOf<IsLost<{ readonly seen: ReadonlySet<string> } | null>>().toEqualTypeOf<boolean>();
});
