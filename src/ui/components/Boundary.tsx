import { Component, type ComponentChildren } from 'preact';

interface Props {
  readonly fallback: (error: unknown) => ComponentChildren;
  readonly children: ComponentChildren;
}

/** Catches errors of its children during rendering, so that a page never goes blank. */
export class Boundary extends Component<Props, { error: unknown; hasError: boolean }> {
  override state = { error: null, hasError: false };

  override componentDidCatch(error: unknown): void {
    this.setState({ error, hasError: true });
  }

  override render(): ComponentChildren {
    return this.state.hasError ? this.props.fallback(this.state.error) : this.props.children;
  }
}
