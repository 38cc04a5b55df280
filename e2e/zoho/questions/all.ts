import { accessTokenSeconds } from './access-token-seconds.ts';
import { apiDomainMissing } from './api-domain-missing.ts';
import { badId } from './bad-id.ts';
import { configuredAreas } from './configured-areas.ts';
import { countScope } from './count-scope.ts';
import { currentUser } from './current-user.ts';
import { dataCentres } from './data-centres.ts';
import { deadTokenCode } from './dead-token-code.ts';
import { displayField } from './display-field.ts';
import { extensionOrigin } from './extension-origin.ts';
import { extraKeys } from './extra-keys.ts';
import { idsAsText } from './ids-as-text.ts';
import { idsMaximumCharacters } from './ids-maximum-characters.ts';
import { lateCall } from './late-call.ts';
import { locked } from './locked.ts';
import { maximumLength } from './maximum-length.ts';
import { missingParamKey } from './missing-param-key.ts';
import { missingTag } from './missing-tag.ts';
import { mixedStatus } from './mixed-status.ts';
import { noModuleTags } from './no-module-tags.ts';
import { noTags } from './no-tags.ts';
import { org } from './org.ts';
import { orgAddress } from './org-address.ts';
import { orgTypeCase } from './org-type-case.ts';
import { recordTagLimit } from './record-tag-limit.ts';
import { recordsErrorEnvelope } from './records-error-envelope.ts';
import { removeBy } from './remove-by.ts';
import { scopeMismatchStatus } from './scope-mismatch-status.ts';
import { shuffledRows } from './shuffled-rows.ts';
import { tagActionScope } from './tag-action-scope.ts';
import { tagAllowance } from './tag-allowance.ts';
import { tagNameCase } from './tag-name-case.ts';
import { throttled } from './throttled.ts';
import { tokenErrorStatus } from './token-error-status.ts';
import { touchesModifiedTime } from './touches-modified-time.ts';
import { unknownField } from './unknown-field.ts';
import { unknownTag } from './unknown-tag.ts';
import { unknownTagCount } from './unknown-tag-count.ts';
import { updateScopeIsEnough } from './update-scope-is-enough.ts';
import type { Question } from './question.ts';

/** All questions, in the order in which they are asked: cheap ones first, and last the one that looks back at all calls. */
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
  touchesModifiedTime,
  badId,
  locked,
  mixedStatus,
  maximumLength,
  recordTagLimit,
  lateCall,
  throttled,
];
