import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Connect } from './models/ConnectModel.ts';

/** The models of the page Connect, and what does not change while it is open. */
export interface ConnectPageContext {
  readonly connect: Connect;
  readonly redirectUri: string;
  readonly version: string;
}

export const ConnectContext = createContext<ConnectPageContext | null>(null);

/** The page Connect that the component stands in. */
export function useConnect(): ConnectPageContext {
  const page = useContext(ConnectContext);
  if (page === null) throw new Error('No page Connect around this component');
  return page;
}
