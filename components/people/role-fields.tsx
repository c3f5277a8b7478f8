import { useTranslations } from 'next-intl'
import { Legend } from '@/components/form/legend'
import { useHelp } from '@/components/form/use-help'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import type { RolesInput } from '@/lib/people/people-schema'
import { type Role, SERVER_ROLES, serverRoleSchema } from '@/lib/people/roles'
import type { NamedServer } from './shown-person'

export interface RoleFieldsProps {
  /** Tells the radio buttons of one form from another's. */
  name: string
  value: RolesInput
  onChange: (value: RolesInput) => void
  /** The roles that may be given. */
  roles: readonly Role[]
  servers: readonly NamedServer[]
}

/** One role in the console, or one on each of some servers. */
export function RoleFields({ name, value, onChange, roles, servers }: RoleFieldsProps) {
  const t = useTranslations('people')
  return (
    <div className="space-y-3">
      <ChoiceGroup legend={<Legend text={t('role')} helpKey="personRole" />}>
        {roles.map((role) => (
          <Choice
            key={role}
            type="radio"
            name={name}
            label={t(`role_${role}`)}
            hint={t(`what_${role}`)}
            checked={value.role === role}
            onChange={() => onChange({ ...value, role })}
          />
        ))}
      </ChoiceGroup>
      {value.role === 'by-server' && <ServerRoleFields value={value} onChange={onChange} servers={servers} />}
    </div>
  )
}

function ServerRoleFields({
  value,
  onChange,
  servers,
}: Pick<RoleFieldsProps, 'value' | 'onChange' | 'servers'>) {
  const t = useTranslations('people')
  const help = useHelp()
  const change = (id: string, text: string) => {
    const role = serverRoleSchema.safeParse(text)
    const { [id]: _, ...others } = value.servers
    onChange({ ...value, servers: role.success ? { ...others, [id]: role.data } : others })
  }
  if (servers.length === 0) return <p className="text-sm text-ink-2">{t('noServers')}</p>
  return (
    <div className="grid gap-3 border-l pl-4 sm:grid-cols-2">
      {servers.map((server) => {
        const label = t('roleOn', { server: server.name })
        return (
          <Field key={server.id} label={label} {...help('roleOnServer', label)}>
            {(control) => (
              <Select
                {...control}
                value={value.servers[server.id] ?? ''}
                onChange={(event) => change(server.id, event.target.value)}
              >
                <option value="">{t('none')}</option>
                {SERVER_ROLES.map((role) => (
                  <option key={role} value={role}>
                    {t(`role_${role}`)}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )
      })}
    </div>
  )
}
