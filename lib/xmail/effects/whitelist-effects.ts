import { emptySet, union } from '@/lib/xmail/net'
import {
  compileHostProperties,
  compileIpProperties,
  PROPERTY_FLAGS,
  type PropertyFlag,
  propertyFlags,
} from '@/lib/xmail/policy'
import { compareSets } from './compare-sets'
import { type BothSides, nameOn, type Side } from './mail-root'
import { isNoEffect, type SetEffect, setEffect } from './plain-reach'
import { peersOf, type RuleSets, setsOfRules } from './rule-sets'

export const WHITE_LISTED: PropertyFlag = 'white-listed'
const BY_ADDRESS = 'smtp.ipprop.tab'
const BY_NAME = 'smtp.hnprop.tab'

/** Who gains and who loses one property of smtp.ipprop.tab. */
export interface PropertyEffect extends SetEffect {
  readonly property: PropertyFlag
}

/** A beginning of PTR names, and a property that it has. */
export interface NamedProperty {
  readonly pattern: string
  readonly property: PropertyFlag
}

/** What smtp.hnprop.tab does by the names of clients. */
export interface HostNameEffect {
  /** Clients without a PTR name are refused as soon as the file exists, and let in as soon as it does not. */
  readonly namesRequired: { readonly before: boolean; readonly after: boolean }
  readonly gained: readonly NamedProperty[]
  readonly lost: readonly NamedProperty[]
}

export function whitelistEffects(sides: BothSides): PropertyEffect[] {
  if (!sides.differs(BY_ADDRESS)) return []
  const before = sides.before.once(propertySets)
  const after = sides.after.once(propertySets)
  return PROPERTY_FLAGS.map((property) => ({
    property,
    ...setEffect(compareSets(peersOf(before, property), peersOf(after, property)), sides.shown),
  })).filter((effect) => effect.partial || !isNoEffect(effect))
}

/** The peers of each property; the first line that fits a peer decides, and may have several. */
export function propertySets(side: Side): RuleSets {
  const table = side.read(BY_ADDRESS, compileIpProperties)
  if (!table) return { sets: new Map(), unknown: [] }
  const { sets, unknown } = setsOfRules(table.rules, ({ properties }) => propertyFlags(properties).join(' '))
  const merged = PROPERTY_FLAGS.map((flag) => {
    const holding = [...sets].filter(([words]) => words.split(' ').includes(flag)).map(([, set]) => set)
    return [flag, holding.reduce(union, emptySet)] as const
  })
  return { sets: new Map(merged), unknown }
}

export function hostNameEffect(sides: BothSides): HostNameEffect | null {
  if (!sides.differs(BY_NAME)) return null
  const before = namedProperties(sides.before)
  const after = namedProperties(sides.after)
  return {
    namesRequired: {
      before: Boolean(sides.before.files.get(BY_NAME)),
      after: Boolean(sides.after.files.get(BY_NAME)),
    },
    gained: without(after, before),
    lost: without(before, after),
  }
}

/** As the file has them: which pattern a name meets first, only the name can tell. */
function namedProperties(side: Side): ReadonlyMap<string, NamedProperty> {
  const named = new Map<string, NamedProperty>()
  for (const { pattern, properties } of side.read(BY_NAME, compileHostProperties) ?? []) {
    for (const property of propertyFlags(properties))
      named.set(`${property} ${pattern.toLowerCase()}`, { pattern: nameOn(side, BY_NAME, pattern), property })
  }
  return named
}

function without<T>(those: ReadonlyMap<string, T>, others: ReadonlyMap<string, T>): T[] {
  return [...those].filter(([key]) => !others.has(key)).map(([, value]) => value)
}
