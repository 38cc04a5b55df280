import type manifestJson from '../manifest.json';
import { packagePolicy } from './content-policy.ts';

/** The source `manifest.json`: everything but the version and the content security policy, for Chrome and Edge. */
export type SourceManifest = typeof manifestJson;

/**
 * The package that the manifest is for: the unpacked one for development, the one for the stores of Chrome and Edge, or
 * Firefox's.
 */
export type ManifestVariant = 'development' | 'store' | 'firefox';

/**
 * The add-on's id at Mozilla. It is a GUID, because the other form, `name@domain`, would claim a domain that the
 * publisher does not own. The redirect address, stored data and companies' policies depend on it, so it must never
 * change.
 */
export const GECKO_ID = '{36191e05-5c1a-457b-9f30-f37f109ee060}';

/** The first Firefox that shows at installation which data an add-on sends, and asks for consent. */
const FIREFOX_MIN_VERSION = '140.0';

/** The manifest of one package. `version` is that of package.json, `policy` its content security policy. */
export function manifestFor(
  variant: ManifestVariant,
  source: SourceManifest,
  version: string,
  policy: string = packagePolicy(),
): object {
  const whole = { ...source, version, content_security_policy: { extension_pages: policy } };
  if (variant === 'firefox') return toFirefox(whole);
  const { key, ...rest } = whole;
  return variant === 'store' ? rest : { ...rest, key };
}

/**
 * Firefox's differences: an event page, an id, icons for dark themes, and a statement on the data that leaves the
 * browser. Keys that it does not know are left out.
 */
export function toFirefox<Source extends SourceManifest>(source: Source) {
  const { key: _key, minimum_chrome_version: _chrome, storage: _storage, background, action, ...rest } = source;
  return {
    ...rest,
    background: { scripts: [background.service_worker] },
    action: { ...action, theme_icons: themeIcons(action.default_icon) },
    browser_specific_settings: {
      gecko: {
        id: GECKO_ID,
        strict_min_version: FIREFOX_MIN_VERSION,
        // The reason for these two is in docs/store/firefox.md.
        data_collection_permissions: { required: ['authenticationInfo', 'websiteContent'] },
      },
    },
  };
}

/** `light` is for themes with light text, which are the dark themes. */
function themeIcons(icons: Readonly<Record<string, string>>) {
  return Object.entries(icons).map(([size, dark]) => ({
    dark,
    light: dark.replace('icons/icon-', 'icons/icon-dark-'),
    size: Number(size),
  }));
}
