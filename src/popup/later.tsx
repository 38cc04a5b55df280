import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { inBackground } from '../shared/notes.ts';

/** A component whose code is fetched when it is first drawn, or earlier by `prepare`. */
export interface Later<Props> {
  (props: Props & JSX.IntrinsicAttributes): JSX.Element | null;
  prepare(): void;
}

type PropsOf<Component> = Component extends () => unknown
  ? Record<never, never>
  : Component extends (props: infer Props extends object) => unknown
    ? Props
    : never;

/**
 * Keeps the code of a screen out of a page's first load. The code is in the extension's package, so it needs no
 * network. If it cannot be fetched, the error is thrown to the boundary around it.
 */
export function later<Module, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
): Later<PropsOf<Module[Name]>> {
  type Props = PropsOf<Module[Name]>;
  let loaded: ComponentType<Props> | null = null;
  let loading: Promise<void> | null = null;
  const prepare = (): Promise<void> =>
    (loading ??= load().then((module) => {
      loaded = module[name] as ComponentType<Props>;
    }));

  function LaterComponent(props: Props): JSX.Element | null {
    const [failure, setFailure] = useState<{ readonly thrown: unknown } | null>(null);
    const [, draw] = useState(loaded !== null);
    useEffect(() => {
      if (loaded === null)
        prepare().then(
          () => draw(true),
          (thrown: unknown) => setFailure({ thrown }),
        );
    }, []);
    if (failure !== null) throw failure.thrown;
    const Component = loaded;
    return Component === null ? null : <Component {...props} />;
  }
  return Object.assign(LaterComponent, { prepare: () => inBackground(prepare(), 'later.prepare') });
}
