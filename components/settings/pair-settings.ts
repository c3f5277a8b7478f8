import { readValue, type VariableSetting } from '@/lib/xmail/variables'

/** A variable as the file has it, and as the draft would. */
export interface SettingPair {
  readonly name: string
  readonly now: VariableSetting
  readonly drafted: VariableSetting
}

/** By name, those of the file first. What one side alone has, a new `SmtpConfig-…` for example, is unset on the other. */
export function pairSettings(
  now: readonly VariableSetting[],
  drafted: readonly VariableSetting[],
): SettingPair[] {
  const [nowByName, draftedByName] = [byName(now), byName(drafted)]
  const added = drafted.filter(({ definition }) => !nowByName.has(definition.name))
  return [...now, ...added].map((known) => {
    const { name } = known.definition
    return {
      name,
      now: nowByName.get(name) ?? unset(known),
      drafted: draftedByName.get(name) ?? unset(known),
    }
  })
}

function byName(settings: readonly VariableSetting[]): ReadonlyMap<string, VariableSetting> {
  return new Map(settings.map((setting) => [setting.definition.name, setting]))
}

/** Its definition comes from the side that has it: looked up by name alone, a user's variable would be the server's. */
function unset({ definition }: VariableSetting): VariableSetting {
  return { definition, set: null, commented: [], duplicates: [], effective: readValue(definition, null) }
}
