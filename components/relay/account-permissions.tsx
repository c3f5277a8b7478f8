'use client'

import { useTranslations } from 'next-intl'
import { useVariables } from '@/components/settings/use-variables'
import { VariableSection } from '@/components/settings/variable-section'
import { FileName } from '@/components/ui/page'
import { readPermissions } from '@/lib/xmail/tables'
import type { ChosenAccount } from './bypasses'
import type { DraftProps } from './draft-props'

interface AccountPermissionsProps extends DraftProps {
  chosen: ChosenAccount
  /** The text of server.tab, whose DefaultSmtpPerms counts where the account has none of its own. */
  serverTab: string
  mayEdit: boolean
}

/** What one account may do after signing in, with the draft, and where that comes from. */
export function AccountPermissions({ chosen, serverTab, mayEdit, ...draft }: AccountPermissionsProps) {
  const t = useTranslations('relay')
  const { account, path, file } = chosen
  const own = useVariables(path, file.text, draft.edits)
  const all = useVariables('server.tab', serverTab, draft.edits)
  const ownLetters = lettersOf(own, 'SmtpPerms')
  const letters = ownLetters ?? lettersOf(all, 'DefaultSmtpPerms') ?? DEFAULT_LETTERS
  const { permissions } = readPermissions(letters)
  const from = t(ownLetters === null ? 'permissionsDefault' : 'permissionsOwn')
  return (
    <div className="mt-3 space-y-2">
      <p className="text-sm" data-testid="account-relays" data-relays={permissions.relay}>
        {t(permissions.relay ? 'accountRelays' : 'accountRelaysNot', { account, from })}
      </p>
      <p className="text-xs break-all text-ink-2">
        <FileName>{path}</FileName>
      </p>
      <VariableSection
        {...draft}
        {...file}
        path={path}
        names={['SmtpPerms']}
        editable={mayEdit && !file.notEditable}
      />
    </div>
  )
}

/** What XMail takes where DefaultSmtpPerms is not set (semantics.md 6.5). */
const DEFAULT_LETTERS = 'MRVZ'

function lettersOf(table: ReturnType<typeof useVariables>, name: string): string | null {
  const setting = table.settings.find((pair) => pair.name === name)?.drafted
  return setting ? table.textOf(setting) : null
}
