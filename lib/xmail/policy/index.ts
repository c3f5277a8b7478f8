export { readUserVariables, type UserVariables } from './accounts/user-variables'
export { answerFinger, fingerLines } from './answer-finger'
export {
  type CertificateCheck,
  readCertificateCheck,
  readTrustedFileState,
  type TrustedFileState,
} from './certificate-check'
export { decideCtrl } from './decide-ctrl'
export { decideFinger } from './decide-finger'
export { decideGate, type GateDecision, type GateStep } from './decide-gate'
export { decidePop3 } from './decide-pop3'
export { decideRelay, type RelayDecision } from './decide-relay'
export { type DecideOptions, decideSmtp, type SmtpAnswer } from './decide-smtp'
export { answersOf, type Branch, type Decision } from './decision'
export { type MailRootFiles, mailRootFiles, type PolicyFile } from './mail-root-files'
export { FACT_ANSWERS, type NamingLine, type NeededFile, type OpenFact } from './open-facts'
export { type Compile, compilePolicy, type Policy } from './policy'
export {
  COMMANDS,
  type CommandName,
  type Exchange,
  type LocalSocket,
  type Pop3Question,
  type ServiceQuestion,
  type SignIn,
  type SmtpQuestion,
  type World,
} from './question'
export { type ReadingOptions, type ReadingPolicy, readingPolicy } from './reading-policy'
export { compileGate, type GateRule, gateAllows } from './rules/gate-rules'
export {
  compileHostProperties,
  compileIpProperties,
  type HostRule,
  PROPERTY_FLAGS,
  type Property,
  type PropertyFlag,
  type PropertyRule,
  propertyFlags,
} from './rules/property-rules'
export { compileRelay } from './rules/relay-rules'
export type { DeadRule, FilterRule, RuleTable } from './rules/rule-table'
export { compileSpamAddresses, type SpamAddresses } from './rules/spam-addresses'
export { compileSpammers, type SpammerRule } from './rules/spammer-rules'
export { readServerVariables, type ServerVariables } from './server-variables'
export type { ServiceAnswer } from './services/service-session'
export { compileLogins, type Login } from './smtp/auth'
export { type MapsZone, readMapsList } from './smtp/check-maps-list'
export { greetSmtp, hearSmtp, type SmtpTurn, signInSmtp, type Talk } from './smtp/converse'
export { compileExternalAuths, type ExternalAuth } from './smtp/ehlo'
export { smtpConfigFlags } from './smtp/read-smtp-config'
export { type Supposition, supposedAnswer, suppositionOf } from './suppose'
export {
  CHECKS,
  type Check,
  OUTCOMES,
  type Outcome,
  PASS_REASONS,
  type PassedOver,
  type PassReason,
  type TraceStep,
} from './trace'
