export type { AccountEffect, ExternalAuthEffect } from './account-effects'
export {
  type CompareOptions,
  type CustomDomainEffect,
  compareMailRoots,
  type Effects,
  type GateEffect,
  isPartial,
  type RelayEffect,
} from './compare-mail-roots'
export type { Comparison, PeerSet, UnknownRow } from './compare-sets'
export { type Direction, directionOf } from './direction-of'
export { filesBeside } from './files-beside'
export { compareGate, gateSet } from './gate-set'
export { type GateVerdict, judgeGate } from './judge-gate'
export type { EffectFiles } from './mail-root'
export {
  DEFAULT_PERMS,
  defaultPermissions,
  type OwnPermissions,
  ownPermissions,
  permissionLetters,
} from './own-permissions'
export { isNobody, isNoEffect, type PlainReach, plainReach, type SetEffect, setEffect } from './plain-reach'
export { describeReach, foldShadows, type Reach } from './reach'
export { reachOfNetworks, reachOfNetworksInSteps } from './reach-of-networks'
export { compareRelay, relaySet } from './relay-set'
export {
  type RelayLogin,
  type RelayWays,
  relayWays,
} from './relay-ways'
export type { ScatteredRows } from './scattered-rows'
export type { SenderEffect } from './sender-effects'
export type { BlockEffect, WaitEffect } from './smtp-outcome'
export type { Does, VariableEffect, VariableState } from './variable-effects'
export type { HostNameEffect, NamedProperty, PropertyEffect } from './whitelist-effects'
