import { createModel } from '@preact/signals';
import { type DraftAround, DraftModel, type DraftPorts } from './DraftModel.ts';

/** The sheet before tags come off all records that have them. */
export const RetireModel = createModel((ports: DraftPorts, around: DraftAround) => {
  return new DraftModel(ports, around, { kind: 'retire', comesOff: () => true, staysIn: () => null });
});
