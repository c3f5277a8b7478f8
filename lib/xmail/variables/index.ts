export {
  ACCOUNT_PARTS,
  ACCOUNT_VARIABLES,
  type AccountPart,
  idleVariables,
  type PartVariables,
} from './account-variables'
export { checkValue, VARIABLE_CONFIRMATIONS, type VariableConfirmation } from './check-value'
export {
  type TextForm,
  VARIABLE_GROUPS,
  VARIABLE_UNITS,
  type VariableDefinition,
  type VariableGroup,
  type VariableKind,
  type VariableScope,
  type VariableTakesEffect,
  type VariableUnit,
} from './definition'
export { findDefinition, findSpelling, scopeOfPath, VARIABLES } from './definitions'
export {
  MAPS_MARKS,
  type MapsAction,
  type MapsMark,
  type MapsRow,
  type MapsRule,
  mapsActionSchema,
  mapsRuleSchema,
  mapsZoneSchema,
  parseMapsList,
  printMapsList,
} from './maps-list'
export { mapsQueryName } from './maps-query'
export { mendValue } from './mend-value'
export { type ChosenNoTlsAuths, type NoTlsAuths, parseNoTlsAuths, printNoTlsAuths } from './no-tls-auths'
export { previewReplies, type ReplyPreview, type ReplyStage } from './preview-replies'
export { type EffectiveValue, explainValue, readValue, VALUE_MARKS, type ValueMark } from './read-value'
export {
  readVariables,
  settingsOf,
  VARIABLE_MARKS,
  VARIABLE_REASONS,
  type VariableMark,
  type VariableReason,
  type VariableRow,
  type VariableSetting,
} from './read-variables'
export {
  parseSmtpConfig,
  parseSmtpConfigName,
  printSmtpConfig,
  SMTP_CONFIG_MARKS,
  type SmtpConfigMark,
  type SmtpConfigName,
  type SmtpConfigOption,
  type SmtpConfigOptions,
  type SmtpConfigReading,
  smtpConfigName,
} from './smtp-config'
export {
  applyVariableEdit,
  isVariableName,
  type VariableEdit,
  variableEditSchema,
  variableNameSchema,
  variableValueSchema,
} from './variables-edit'
