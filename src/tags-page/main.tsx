import '../ui/pages.css';
import './tags-page.css';
import { type JSX, render } from 'preact';
import { text } from '../shared/i18n.ts';
import { Boundary } from '../ui/components/Boundary.tsx';
import { PageCrash } from '../ui/components/PageCrash.tsx';
import { browserReady, prepareDocument } from '../ui/page-start.ts';
import { createBrowserPorts } from './browser-ports.ts';
import { TagsPageModel } from './models/TagsPageModel.ts';
import { TagsContext } from './tags-context.ts';
import { TagsPage } from './TagsPage.tsx';

await browserReady();

const ports = createBrowserPorts();
const tags = new TagsPageModel(ports);

const crash = (error: unknown): JSX.Element => (
  <PageCrash error={error} version={ports.version} about={text('tags_crash_p')} />
);

try {
  await Promise.all([prepareDocument(), tags.load()]);
  render(
    <Boundary fallback={crash}>
      <TagsContext.Provider value={tags}>
        <TagsPage />
      </TagsContext.Provider>
    </Boundary>,
    document.body,
  );
} catch (error) {
  render(crash(error), document.body);
}
