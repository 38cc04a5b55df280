import type { TagsPageData } from '../../../src/tags-page/models/TagsPageModel.ts';
import type { TagsScene } from '../../../src/tags-page/testing/play.ts';

/** One state of the page of tags: the stored data, the current job, and the user's actions. */
export interface Scene extends TagsScene {
  readonly name: string;
  /** A part of the page has broken. */
  readonly isBroken?: boolean;
  readonly act?: (tags: TagsPageData) => void | Promise<void>;
}
