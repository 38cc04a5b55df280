const MAIL = /^[^\s@/:?#&%]+@[^\s@/:?#&%]+\.[^\s@/:?#&%]+$/;

/**
 * Where users can report a fault, from the environment of the publisher's build: a mail address, or a page under
 * `https:`; empty where there is none. Throws for anything else.
 */
export function supportAddress(given: string | undefined): string {
  const address = given?.trim() ?? '';
  const isPage = URL.canParse(address) && new URL(address).protocol === 'https:';
  if (address === '' || MAIL.test(address) || isPage) return address;
  throw new Error(
    `UNTAG_SUPPORT is “${address}”, which is neither a mail address nor a page under https:. Nothing was built. ` +
      'Set it to one of these, or leave it out: then Untag asks nobody to send anything.',
  );
}
