/** Zoho's record, tag, view and user ids: strings of 15 to 20 digits, beyond what a number can hold. */
const ID = /^\d{15,20}$/;

/** Whether a value is an id of Zoho's, as a string. */
export function isRecordId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}
