import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Report } from './models/ReportModel.ts';

export const ReportContext = createContext<Report | null>(null);

/** The model of the report around the component. */
export function useReport(): Report {
  const report = useContext(ReportContext);
  if (report === null) throw new Error('No report around this component');
  return report;
}
