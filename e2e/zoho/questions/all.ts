import { accessTokenRevocation } from './access-token-revocation.ts';
import { accessTokenSeconds } from './access-token-seconds.ts';
import { accessTokens } from './access-tokens.ts';
import { addTagByName } from './add-tag-by-name.ts';
import { apiDomainMissing } from './api-domain-missing.ts';
import { auditLogTags } from './audit-log-tags.ts';
import { badId } from './bad-id.ts';
import { bulkRead } from './bulk-read.ts';
import { callCredits } from './call-credits.ts';
import { configuredAreas } from './configured-areas.ts';
import { coqlTag } from './coql-tag.ts';
import { convertedInView } from './converted-in-view.ts';
import { countScope } from './count-scope.ts';
import { currentUser } from './current-user.ts';
import { dataCentres } from './data-centres.ts';
import { deadTokenCode } from './dead-token-code.ts';
import { deletedTagAs } from './deleted-tag-as.ts';
import { deletedTagLingers } from './deleted-tag-lingers.ts';
import { displayField } from './display-field.ts';
import { extensionOrigin } from './extension-origin.ts';
import { extraKeys } from './extra-keys.ts';
import { filtersParam } from './filters-param.ts';
import { idAndNameDisagree } from './id-and-name-disagree.ts';
import { idsAsText } from './ids-as-text.ts';
import { idsMaximumCharacters } from './ids-maximum-characters.ts';
import { lateCall } from './late-call.ts';
import { locked } from './locked.ts';
import { longestTagName } from './longest-tag-name.ts';
import { massDelete } from './mass-delete.ts';
import { maximumLength } from './maximum-length.ts';
import { mergeSurvivor } from './merge-survivor.ts';
import { missingParamKey } from './missing-param-key.ts';
import { missingTag } from './missing-tag.ts';
import { mixedStatus } from './mixed-status.ts';
import { moduleFullAs } from './module-full-as.ts';
import { noModuleTags } from './no-module-tags.ts';
import { noTags } from './no-tags.ts';
import { org } from './org.ts';
import { orgAddress } from './org-address.ts';
import { orgTypeCase } from './org-type-case.ts';
import { overWrite } from './over-write.ts';
import { recordTagLimit } from './record-tag-limit.ts';
import { recordsErrorEnvelope } from './records-error-envelope.ts';
import { refusalTexts } from './refusal-texts.ts';
import { removeBy } from './remove-by.ts';
import { renameWithoutColour } from './rename-without-colour.ts';
import { scopeMismatchStatus } from './scope-mismatch-status.ts';
import { searchBeyond } from './search-beyond.ts';
import { searchByTag } from './search-by-tag.ts';
import { severalTagsChanged } from './several-tags-changed.ts';
import { shuffledRows } from './shuffled-rows.ts';
import { singleAnswer } from './single-answer.ts';
import { tagActionScope } from './tag-action-scope.ts';
import { tagActionsFireRules } from './tag-actions-fire-rules.ts';
import { tagAllowance } from './tag-allowance.ts';
import { tagInclude } from './tag-include.ts';
import { tagInfo } from './tag-info.ts';
import { tagNameCase } from './tag-name-case.ts';
import { tagNamesEqual } from './tag-names-equal.ts';
import { throttled } from './throttled.ts';
import { timeline } from './timeline.ts';
import { tokenErrorStatus } from './token-error-status.ts';
import { touchesModifiedTime } from './touches-modified-time.ts';
import { unknownField } from './unknown-field.ts';
import { unknownTag } from './unknown-tag.ts';
import { unknownTagChange } from './unknown-tag-change.ts';
import { unknownTagCount } from './unknown-tag-count.ts';
import { updateScopeIsEnough } from './update-scope-is-enough.ts';
import { usedTagDelete } from './used-tag-delete.ts';
import { viewsHoldTags } from './views-hold-tags.ts';
import type { Question } from './question.ts';

/**
 * All questions, in the order in which they are asked. Cheap ones come first, then those that are asked only if named,
 * and last the one that looks back at all calls.
 */
export const QUESTIONS: readonly Question[] = [
  org,
  orgTypeCase,
  orgAddress,
  currentUser,
  displayField,
  dataCentres,
  apiDomainMissing,
  accessTokenSeconds,
  tokenErrorStatus,
  deadTokenCode,
  scopeMismatchStatus,
  missingParamKey,
  refusalTexts,
  noModuleTags,
  tagAllowance,
  configuredAreas,
  unknownTagCount,
  countScope,
  recordsErrorEnvelope,
  unknownField,
  noTags,
  idsMaximumCharacters,
  shuffledRows,
  missingTag,
  unknownTag,
  removeBy,
  tagNameCase,
  extensionOrigin,
  tagActionScope,
  updateScopeIsEnough,
  idsAsText,
  extraKeys,
  singleAnswer,
  touchesModifiedTime,
  tagInclude,
  tagInfo,
  tagNamesEqual,
  longestTagName,
  severalTagsChanged,
  renameWithoutColour,
  unknownTagChange,
  deletedTagAs,
  deletedTagLingers,
  addTagByName,
  idAndNameDisagree,
  filtersParam,
  badId,
  locked,
  mixedStatus,
  maximumLength,
  recordTagLimit,
  overWrite,
  timeline,
  coqlTag,
  mergeSurvivor,
  massDelete,
  bulkRead,
  callCredits,
  lateCall,
  searchByTag,
  usedTagDelete,
  viewsHoldTags,
  convertedInView,
  tagActionsFireRules,
  moduleFullAs,
  auditLogTags,
  searchBeyond,
  accessTokens,
  accessTokenRevocation,
  throttled,
];
