import type { ComponentChildren, JSX } from 'preact';
import { Icon } from './Icon.tsx';

/** The error of the field above it. */
export function FieldError({ id, children }: { id: string; children: ComponentChildren }): JSX.Element {
  return (
    <p class="field-error" id={id} role="alert">
      <Icon name="bad" />
      <span>{children}</span>
    </p>
  );
}
