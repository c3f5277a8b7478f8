export {
  CERTIFICATE_FILES,
  type CertificateFile,
  type CertificateRow,
  isCertificatePath,
  readCertificateFile,
} from './certificate'
export { type CertificateEdit, certificateEditSchema, MAX_PEM_CHARACTERS } from './certificate-edit'
export {
  checkAdditions,
  firstTrouble,
  networkListSchema,
  networkSchema,
  parseNetworks,
} from './check-additions'
export { checkIpmapAdditions, nameNetwork } from './check-ipmap'
export {
  type Check,
  CONFIRMATIONS,
  type Confirmation,
  confirmationSchema,
  confirmationsFor,
} from './check-network'
export {
  checkSpammersRules,
  checkSpammersRulesInSteps,
  SPAMMERS_CONFIRMATIONS,
  type SpammersConfirmation,
} from './check-spammers'
export {
  CTRLACCOUNTS_MARKS,
  CTRLACCOUNTS_REASONS,
  type CtrlaccountsMark,
  type CtrlaccountsReason,
  type CtrlaccountsRow,
  readCtrlaccounts,
} from './ctrlaccounts'
export { applyCtrlaccountsEdit, type CtrlaccountsEdit, ctrlaccountsEditSchema } from './ctrlaccounts-edit'
export { type DataChunk, dataChunks } from './data-chunks'
export {
  applyEdits,
  applyEditsInSteps,
  type DraftDocument,
  type DraftFile,
  draftFile,
} from './draft-document'
export { findEditOfLine } from './edit-of-line'
export { findCtrlPassword, isSameAdministrator } from './find-ctrl-password'
export { hideSecrets } from './hide-secrets'
export {
  HNPROP_MARKS,
  HNPROP_REASONS,
  type HnpropMark,
  type HnpropReason,
  type HnpropRow,
  readHnprop,
  readHnpropInSteps,
} from './hnprop'
export {
  applyHnpropEdit,
  checkHosts,
  HNPROP_CONFIRMATIONS,
  type HnpropConfirmation,
  type HnpropEdit,
  type HnpropRule,
  hnpropEditSchema,
  hnpropRuleSchema,
} from './hnprop-edit'
export { ofTheList } from './in-list'
export { type IpmapRow, isIpmapPath, type Permission, readIpmap, readIpmapInSteps } from './ipmap'
export {
  applyIpmapEdit,
  type IpmapEdit,
  type IpmapRule,
  ipmapEditSchema,
  ipmapRuleSchema,
} from './ipmap-edit'
export { type Renumbering, renumber } from './ipmap-move'
export { type IpmapPreset, rulesOfPreset } from './ipmap-presets'
export {
  type IpmapRequest,
  type IpmapRequestReading,
  ipmapRequestSchema,
  nextPrecedence,
  readIpmapRequest,
  readIpmapRequestInSteps,
} from './ipmap-request'
export {
  IPPROP_MARKS,
  type IppropMark,
  type IppropReason,
  type IppropRow,
  readIpprop,
  readIppropInSteps,
} from './ipprop'
export {
  applyIppropEdit,
  checkIppropRules,
  checkIppropRulesInSteps,
  grantsSchema,
  IPPROP_CONFIRMATIONS,
  type IppropConfirmation,
  type IppropEdit,
  type IppropRule,
  ippropEditSchema,
  ippropRuleSchema,
} from './ipprop-edit'
export { LINE_REASONS, type LineReason, type ListRow } from './list-row'
export { type RowRef, rowRefSchema } from './locate-rows'
export { type AccountKind, type AccountName, findAccountName, readAccountNames } from './mailusers'
export {
  type LineFault,
  type LineMark,
  type LineReading,
  type LineRow,
  readLines,
  readLinesInSteps,
} from './read-lines'
export type { FilterRow } from './read-row'
export { DEAD_REASONS, type DeadReason, ROW_MARKS, type RowMark } from './reasons'
export { applyEdit, type Edit, editSchema, removesFile, TABLES, type TableName, tableFor } from './registry'
export {
  hasChangeableNetwork,
  type RelayChangeReading,
  readRelayChange,
  relayRequestOf,
} from './relay-change'
export {
  type DetailFields,
  detailFieldsSchema,
  detailsOfFields,
  type MayConfirm,
  type RelayRequest,
  type RelayRequestReading,
  readRelayRequest,
  readRelayRequestInSteps,
  relayRequestSchema,
} from './relay-request'
export { type RequestedLine, readRequestedLinesInSteps } from './requested-lines'
export {
  checkRowDetails,
  daysLeft,
  hasUnclearEnd,
  isDay,
  NO_DETAILS,
  parseRowDetails,
  printRowDetails,
  type RowDetails,
} from './row-details'
export type { RowEdit } from './row-edits'
export { endOfRow, type RowEnd, WARNING_DAYS } from './row-end'
export { type RowNote, readNote, writeNote } from './row-notes'
export { secretOf } from './secret-of'
export { showLine } from './show-line'
export { HIDDEN } from './shown-content'
export {
  PERMISSION_MARKS,
  type PermissionMark,
  readPermissions,
  SMTP_PERMISSION_KEYS,
  SMTP_PERMISSIONS,
  type SmtpPermission,
  type SmtpPermissions,
  writePermissions,
} from './smtp-permissions'
export {
  GRANTABLE,
  type Grantable,
  PROPERTY_MARKS,
  type PropertyField,
  type PropertyMark,
  type PropertyReading,
  SMTP_PROPERTIES,
  type SmtpProperties,
  type SmtpPropertyKey,
} from './smtp-properties'
export { readSmtpauth, SMTPAUTH_MARKS, type SmtpauthMark, type SmtpauthRow } from './smtpauth'
export {
  accountNameSchema,
  applySmtpauthEdit,
  newPasswordSchema,
  permissionsSchema,
  type SmtpauthAccount,
  type SmtpauthEdit,
  smtpauthAccountSchema,
  smtpauthEditSchema,
} from './smtpauth-edit'
export {
  EXTAUTH_MACROS,
  MECHANISMS,
  type Mechanism,
  readSmtpextauth,
  readSmtpextauthInSteps,
  SMTPEXTAUTH_MARKS,
  type SmtpextauthMark,
  type SmtpextauthRow,
} from './smtpextauth'
export {
  applySmtpextauthEdit,
  type SmtpextauthEdit,
  type SmtpextauthRule,
  smtpextauthEditSchema,
  smtpextauthRuleSchema,
} from './smtpextauth-edit'
export {
  checkRelayAddition,
  prepareRelayCheck,
  type RelayRow,
  readRelay,
  readRelayInSteps,
} from './smtprelay'
export { applyRelayEdit, type RelayEdit, relayEditSchema } from './smtprelay-edit'
export {
  explainPattern,
  PATTERN_REASONS,
  type PatternReason,
  readSpamAddress,
  readSpamAddressInSteps,
  type SenderTest,
  SPAM_ADDRESS_MARKS,
  type SpamAddressMark,
  type SpamAddressReason,
  type SpamAddressRow,
  testPatterns,
} from './spam-address'
export {
  applySpamAddressEdit,
  checkPatterns,
  checkPatternsInSteps,
  SPAM_ADDRESS_CONFIRMATIONS,
  type SpamAddressConfirmation,
  type SpamAddressEdit,
  senderPatternSchema,
  spamAddressEditSchema,
} from './spam-address-edit'
export {
  isSameAction,
  readSpammers,
  readSpammersInSteps,
  SPAMMERS_MARKS,
  type SpammersAction,
  type SpammersMark,
  type SpammersRow,
} from './spammers'
export {
  applySpammersEdit,
  MAX_DELAY_SECONDS,
  type SpammersEdit,
  type SpammersRule,
  spammersActionSchema,
  spammersEditSchema,
  spammersRuleSchema,
} from './spammers-edit'
export { applyStartFileEdit, type StartFileEdit, startFileEditSchema } from './start-file-edit'
export {
  applyTextEdit,
  checkTextLine,
  type TextTableEdit,
  textTableEditSchema,
} from './text-edit'
export {
  explainTextRefusal,
  isTextShown,
  mayCreateAsText,
  TEXT_REFUSALS,
  type TextRefusal,
} from './text-file'
export type { TextHunk } from './text-hunks'
export { bodyOf, isTrusted } from './trusted-edit'
export { applyUndoEdit, type UndoAbout, type UndoTableEdit, undoTableEditSchema } from './undo-edit'
