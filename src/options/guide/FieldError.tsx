import type { JSX } from 'preact';
import { Icon } from '../../ui/components/Icon.tsx';

/** What is wrong with the field above it. */
export function FieldError({ id, children }: { id: string; children: string }): JSX.Element {
  return (
    <p class="field-error" id={id} role="alert">
      <Icon name="bad" />
      <span>{children}</span>
    </p>
  );
}
