import type { SettingPair } from '@/components/settings/pair-settings'

/** Of the variables that do nothing for an account or list, those with a line in the file or in the draft. */
export function findIdle(settings: readonly SettingPair[], idle: readonly string[]): string[] {
  return settings.flatMap(({ name, now, drafted }) =>
    idle.includes(name) && [now, drafted].some(({ set, commented }) => set !== null || commented.length > 0)
      ? [name]
      : [],
  )
}
