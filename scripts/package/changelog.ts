/** Whether a changelog in the form of "Keep a Changelog" has a dated heading for a version, with something under it. */
export function tellsOf(changelog: string, version: string): boolean {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.startsWith(`[${version}]`));
  if (section === undefined) return false;
  const [heading = '', ...lines] = section.split('\n');
  return / - \d{4}-\d{2}-\d{2}$/.test(heading) && lines.some((line) => line.startsWith('- '));
}
