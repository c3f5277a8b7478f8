export {
  checkAdditions,
  firstTrouble,
  networkListSchema,
  networkSchema,
  parseNetworks,
} from './check-additions'
export {
  type Check,
  CONFIRMATIONS,
  type Confirmation,
  confirmationSchema,
  confirmationsFor,
} from './check-network'
export { checkSpammersRules, SPAMMERS_CONFIRMATIONS, type SpammersConfirmation } from './check-spammers'
export { type DataChunk, dataChunks } from './data-chunks'
export { type IpmapRow, isIpmapPath, type Permission, readIpmap } from './ipmap'
export {
  applyIpmapEdit,
  checkIpmapAdditions,
  type IpmapEdit,
  type IpmapRule,
  ipmapEditSchema,
  ipmapRuleSchema,
} from './ipmap-edit'
export { type Renumbering, renumber } from './ipmap-move'
export {
  type IpmapRequest,
  type IpmapRequestReading,
  ipmapRequestSchema,
  nextPrecedence,
  readIpmapRequest,
} from './ipmap-request'
export { LINE_REASONS, type LineReason, type ListRow } from './list-row'
export { type RowRef, rowRefSchema } from './locate-rows'
export type { FilterRow, RowBase } from './read-row'
export { DEAD_REASONS, type DeadReason, ROW_MARKS, type RowMark } from './reasons'
export { applyEdit, type Edit, editSchema, TABLES, type TableName, tableFor } from './registry'
export {
  type MayConfirm,
  type RelayRequest,
  type RelayRequestReading,
  readRelayRequest,
  relayRequestSchema,
} from './relay-request'
export { type RequestedLine, readRequestedLines } from './requested-lines'
export type { RowEdit } from './row-edits'
export { type RowNote, readNote, writeNote } from './row-notes'
export { HIDDEN } from './shown-content'
export { checkRelayAddition, prepareRelayCheck, type RelayRow, readRelay } from './smtprelay'
export { applyRelayEdit, type RelayEdit, relayEditSchema } from './smtprelay-edit'
export {
  isSameAction,
  readSpammers,
  SPAMMERS_MARKS,
  type SpammersAction,
  type SpammersMark,
  type SpammersRow,
} from './spammers'
export {
  applySpammersEdit,
  type SpammersEdit,
  type SpammersRule,
  spammersActionSchema,
  spammersEditSchema,
  spammersRuleSchema,
} from './spammers-edit'
