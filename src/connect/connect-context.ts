import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Connect } from './models/ConnectModel.ts';

/** The models of the page Connect, and its constants. */
export interface ConnectPageContext {
  readonly connect: Connect;
  readonly redirectUri: string;
  readonly version: string;
}

export const ConnectContext = createContext<ConnectPageContext | null>(null);

/** The models of the page Connect around the component. */
export function useConnect(): ConnectPageContext {
  const page = useContext(ConnectContext);
  if (page === null) throw new Error('No page Connect around this component');
  return page;
}
